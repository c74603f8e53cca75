package shop.gather.it.story;

/** Tells the story while it happens. */
public interface Narrator {

    /** A new chapter. */
    void chapter(int number, String title);

    /** Something that happened and was checked. */
    void tell(String sentence);

    /** Says nothing: for tests. */
    static Narrator silent() {
        return new Narrator() {
            @Override
            public void chapter(int number, String title) {}

            @Override
            public void tell(String sentence) {}
        };
    }

    /** Prints to the terminal. */
    static Narrator printing(java.io.PrintStream out) {
        return new Narrator() {
            @Override
            public void chapter(int number, String title) {
                out.println();
                out.println(number + ". " + title);
            }

            @Override
            public void tell(String sentence) {
                out.println("   " + sentence);
            }
        };
    }
}
