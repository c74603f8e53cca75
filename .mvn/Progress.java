/** Prints a line while {@code mvn -q -Pdemo} builds: Maven itself is quiet then. */
class Progress {
    public static void main(String[] words) {
        System.out.println(String.join(" ", words));
    }
}
