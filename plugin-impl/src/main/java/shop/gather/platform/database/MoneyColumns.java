package shop.gather.platform.database;

import java.io.Serializable;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.ValueAccess;
import org.hibernate.usertype.CompositeUserType;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Maps an amount of money to the columns {@code amount}, in minor units, and {@code currency}. Stateless. */
public final class MoneyColumns implements CompositeUserType<Money> {

    /** The columns by name; Hibernate counts them in this order. */
    static final class Columns {
        long amount;
        String currency;
    }

    @Override
    public Class<?> embeddable() {
        return Columns.class;
    }

    @Override
    public Class<Money> returnedClass() {
        return Money.class;
    }

    @Override
    public Object getPropertyValue(Money money, int column) {
        return column == 0
                ? (Object) money.getAmountMinorLong()
                : money.getCurrencyUnit().getCode();
    }

    @Override
    public Money instantiate(ValueAccess columns, SessionFactoryImplementor factory) {
        return Money.ofMinor(CurrencyUnit.of(columns.getValue(1, String.class)), columns.getValue(0, Long.class));
    }

    @Override
    public boolean equals(Money one, Money other) {
        return Objects.equals(one, other);
    }

    @Override
    public int hashCode(Money money) {
        return money.hashCode();
    }

    @Override
    public Money deepCopy(Money money) {
        return money;
    }

    @Override
    public boolean isMutable() {
        return false;
    }

    @Override
    public Serializable disassemble(Money money) {
        return money;
    }

    @Override
    public Money assemble(Serializable cached, Object owner) {
        return (Money) cached;
    }

    @Override
    public Money replace(Money detached, Money managed, Object owner) {
        return detached;
    }
}
