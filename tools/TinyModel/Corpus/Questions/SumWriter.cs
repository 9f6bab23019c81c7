namespace TinyModel.Corpus.Questions;

/// <summary>Asks for sums of two numbers up to 20 in several wordings, so that what is learnt is the sum and not the sentence.</summary>
internal sealed class SumWriter(SeededRandom random)
{
    /// <summary>The largest number that is added.</summary>
    public const int Largest = 20;

    // Of the pairs whose sum is larger, the share that is made smaller.
    private const double SmallShare = 0.5;

    private static readonly IReadOnlyList<string> s_wordings = RowFile.Open("sum-wordings").Lines("questions");

    /// <summary>A question in any wording; three in four have an answer up to <see cref="Largest"/>, the others numbers up to that.</summary>
    public Question Next()
    {
        int a = random.Between(0, Largest);
        int b = random.Between(0, Largest);
        if (a + b > Largest && random.Chance(SmallShare))
        {
            // Mirrored, every pair of a small sum is as likely as any other.
            (a, b) = (Largest - a, Largest - b);
        }

        return new Question(random.Pick(s_wordings).Replace("{a}", $"{a}").Replace("{b}", $"{b}"), $"{a + b}");
    }
}
