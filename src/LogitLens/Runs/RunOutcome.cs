namespace LogitLens.Runs;

/// <summary>A finished run.</summary>
/// <param name="Folder">Where everything is.</param>
/// <param name="Headline">The rows that a reader wants first.</param>
/// <param name="Figures">The figures' paths, PNG where there is one.</param>
public sealed record RunOutcome(string Folder, SummaryTable Headline, IReadOnlyList<string> Figures)
{
    /// <summary>The path of the summary.</summary>
    public string ResultsPath => Path.Combine(Folder, RunFolder.ResultsFile);
}

/// <summary>What a run comes to, and how it is shown.</summary>
/// <param name="Result">The result; its properties become results.json's.</param>
/// <param name="Tables">Makes the tables.</param>
/// <param name="Figures">Draws the figures.</param>
/// <param name="Headline">Makes the few rows that a reader wants first.</param>
public sealed record RunSummary(
    object Result, Func<IEnumerable<CsvTable>> Tables, Func<IEnumerable<DrawnFigure>> Figures, Func<SummaryTable> Headline)
{
    /// <summary>Makes the other files; only while the run is at work.</summary>
    public Func<IEnumerable<ResultFile>> Files { get; init; } = () => [];
}

/// <summary>A file that a run leaves beside its tables, such as weights that were fitted.</summary>
/// <param name="Name">Its name within the run's folder.</param>
/// <param name="WriteTo">Writes it to a path, whole or not at all.</param>
public sealed record ResultFile(string Name, Action<string> WriteTo);
