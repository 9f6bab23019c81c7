namespace LogitLens.Benchmarks.Coverage;

/// <summary>Simulates one row at each sample size and prints it as a row of a Markdown table.</summary>
/// <param name="samples">How many samples each number rests on.</param>
internal sealed class Table(int samples)
{
    public static IReadOnlyList<int> Sizes { get; } = [20, 100, 300];

    /// <summary>Begins a table.</summary>
    public static void Head(string first, string second)
    {
        Console.WriteLine();
        Console.WriteLine($"| {first} | {second} | {string.Join(" | ", Sizes.Select(n => $"n = {n}"))} |");
        Console.WriteLine($"|---|---|{string.Concat(Sizes.Select(_ => "---:|"))}");
    }

    /// <summary>How often something happens in samples of each size, in percent; null where the sample says nothing.</summary>
    /// <param name="what">The number or the test.</param>
    /// <param name="setting">What samples are drawn from.</param>
    /// <param name="happens">Whether it happens in one sample of so many examples.</param>
    public void Row(string what, string setting, Func<Random, int, bool?> happens)
    {
        string[] cells = [.. Sizes.Select(n => Percent(n, happens))];
        Console.WriteLine($"| {what} | {setting} | {string.Join(" | ", cells)} |");
    }

    private string Percent(int n, Func<Random, int, bool?> happens)
    {
        int hits = 0, said = 0;
        Parallel.For(0, samples, sample =>
        {
            if (happens(new Random((sample * 1009) + n), n) is { } happened)
            {
                Interlocked.Increment(ref said);
                Interlocked.Add(ref hits, happened ? 1 : 0);
            }
        });
        return said == 0 ? "-" : (100.0 * hits / said).ToString("0.0", CultureInfo.InvariantCulture);
    }
}
