namespace LogitLens.Runs;

/// <summary>What a run comes to, and how it is shown.</summary>
/// <param name="Result">The result; its properties become results.json's.</param>
/// <param name="Tables">Makes the tables.</param>
/// <param name="Figures">Draws the figures.</param>
/// <param name="Headline">Makes the few rows that a reader wants first.</param>
public sealed record RunSummary(
    object Result, Func<IEnumerable<CsvTable>> Tables, Func<IEnumerable<IFigure>> Figures, Func<SummaryTable> Headline);
