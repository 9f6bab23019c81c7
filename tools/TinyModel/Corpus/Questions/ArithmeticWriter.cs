namespace TinyModel.Corpus.Questions;

/// <summary>Asks for sums, differences (never below zero) and products.</summary>
internal sealed class ArithmeticWriter(SeededRandom random)
{
    /// <summary>A question with mostly small numbers: one in five goes to 99, one in twenty to 999.</summary>
    public Question Next()
    {
        double u = random.Unit();
        return Next(random.Pick<char>(['+', '+', '-', '-', '*']), u < 0.75 ? 20 : u < 0.95 ? 99 : 999);
    }

    /// <summary>
    /// A question with that operation and numbers up to <paramref name="largest"/>; the second factor of a product stays below 13.
    /// </summary>
    public Question Next(char operation, int largest)
    {
        int a = random.Between(0, operation == '*' ? Math.Max(12, largest / 5) : largest);
        int b = random.Between(0, operation == '*' ? 12 : largest);
        if (operation == '-' && b > a)
        {
            (a, b) = (b, a);
        }

        int answer = operation switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            _ => throw new ArgumentException($"no operation '{operation}'", nameof(operation)),
        };
        return new Question($"What is {a} {operation} {b}?", $"{answer}");
    }
}
