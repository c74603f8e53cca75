package shop.gather.shop.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Optional;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopException;

/**
 * Wraps a shop so that all its answers are checked by {@link ShopBorder}. Covers every port of the SPI, including ports
 * added later, because ports are found by the return types of the interface methods. Thread-safe if the shop is.
 */
final class BorderedShop {

    private BorderedShop() {}

    static Shop of(Shop shop, ShopBorder border) {
        return port(Shop.class, shop, border);
    }

    private static <P> P port(Class<P> type, Object port, ShopBorder border) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object answer = call(port, method, arguments);
            return method.getDeclaringClass() == Object.class ? answer : admit(type, method, answer, border);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object port, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(port, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof ShopException failure ? ShopBorder.admit(failure) : thrown.getCause();
        }
    }

    private static Object admit(Class<?> type, Method method, Object answer, ShopBorder border) {
        Class<?> port = portOf(method.getGenericReturnType());
        if (port == null || answer == null) {
            return border.admit(type.getSimpleName(), method.getName(), answer);
        }
        return answer instanceof Optional<?> optional
                ? optional.map(found -> port(port, found, border))
                : port(port, answer, border);
    }

    /** The port type that a method returns, directly or as an Optional; null if it returns something else. */
    static Class<?> portOf(Type returned) {
        Type inner = returned instanceof ParameterizedType optional && optional.getRawType() == Optional.class
                ? optional.getActualTypeArguments()[0]
                : returned;
        return inner instanceof Class<?> type
                        && type.isInterface()
                        && !type.isSealed()
                        && type.getPackage() == Shop.class.getPackage()
                ? type
                : null;
    }
}
