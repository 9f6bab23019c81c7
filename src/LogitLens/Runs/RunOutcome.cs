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
