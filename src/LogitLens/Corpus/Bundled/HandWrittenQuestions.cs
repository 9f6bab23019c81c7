using LogitLens.Corpus.Questions;

namespace LogitLens.Corpus.Bundled;

/// <summary>Questions written by hand, one a line, the answer first.</summary>
internal static class HandWrittenQuestions
{
    /// <summary>Questions of several steps.</summary>
    public static IReadOnlyList<Question> Multistep { get; } = Parse("""
        11 What is 2 * 3 * 2 - 1?
        14 Start with 20. Take away 4. Take away 2. What is left?
        30 Add 4 and 6. Multiply the result by 3. What do you get?
        7 Double 9, then take away 11. What do you get?
        25 What is 100 - 50 - 25?
        18 Start with 3. Double it. Then triple the result. What do you get?
        """);

    /// <summary>Syllogisms.</summary>
    public static IReadOnlyList<Question> Logic { get; } = Parse("""
        yes All roses are flowers. All flowers are plants. Is every rose a plant?
        no No fish are birds. All sharks are fish. Is any shark a bird?
        yes All poets are readers. Ruth is a poet. Is Ruth a reader?
        no All poets are readers. Simon is not a reader. Is Simon a poet?
        yes All squares are shapes. This is a square. Is this a shape?
        no No squares are round. This is a square. Is this round?
        """);

    /// <summary>Sums told as stories.</summary>
    public static IReadOnlyList<Question> WordProblems { get; } = Parse("""
        9 A hen lays 3 eggs on Monday, 2 on Tuesday and 4 on Wednesday. How many eggs did it lay?
        24 A train has 4 cars with 6 seats in each. How many seats does the train have?
        5 Julia baked 12 rolls. Her brothers ate 7 of them. How many rolls are left?
        10 Sam read 5 pages before lunch and as many after it. How many pages did Sam read?
        15 There are 3 rows of chairs with 5 chairs in each row. How many chairs are there?
        8 A pencil costs 2 dollars. How many dollars do 4 pencils cost?
        """);

    private static Question[] Parse(string table) => [.. WordTable.Lines(table).Select(line =>
    {
        string[] parts = line.Split(' ', 2);
        return new Question(parts[1], parts[0]);
    })];
}
