namespace LogitLens.Figures;

/// <summary>A confusion matrix: in each cell the count and its share of the row, which also is its colour.</summary>
public sealed record ConfusionGrid
{
    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The classes as they truly are, one a row.</summary>
    public required IReadOnlyList<string> TrueLabels { get; init; }

    /// <summary>The classes as predicted, one a column; may end in one for other answers.</summary>
    public required IReadOnlyList<string> PredictedLabels { get; init; }

    /// <summary>Examples [true][predicted].</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Counts { get; init; }

    /// <summary>Draws the matrix; the row of a class without examples has no colours.</summary>
    /// <exception cref="ArgumentException">The matrix's shape and the labels differ.</exception>
    public SvgDocument Draw()
    {
        GridData.Require(Counts, TrueLabels.Count, PredictedLabels.Count, nameof(Counts));
        if (TrueLabels.Count == 0 || PredictedLabels.Count == 0)
        {
            return new Page(Heading, Page.LeastWidth).FinishEmpty("No classes to draw.");
        }

        ColourScale scale = ColourScale.Shares(0, 1);
        double[][] shares = [.. Counts.Select(row => row.Select(count => count / (double)row.Sum(each => (long)each)).ToArray())];
        double widest = TextMeasure.Widest(Counts.SelectMany(row => row).Select(count => Count(count)), TextStyle.Small);
        CellGrid grid = new()
        {
            Values = shares,
            RowLabels = [.. TrueLabels.Zip(Counts, RowLabel)],
            ColumnLabels = PredictedLabels,
            RowTitle = "true class",
            ColumnTitle = "predicted class",
            Scale = scale,
            WantedCellWidth = Math.Max(Math.Ceiling(widest) + 8, Math.Clamp(Math.Floor(560.0 / PredictedLabels.Count), 42, 90)),
            WantedCellHeight = Math.Clamp(Math.Floor(480.0 / TrueLabels.Count), 28, 60),
            Format = ValueFormat.Percent,
            CellText = (row, column) => [Count(Counts[row][column]), NumberText.Value(shares[row][column], ValueFormat.Percent)],
        };
        ColourBar bar = new(scale, "share of the true class", ValueFormat.Percent);
        return GridSheet.Draw(Heading, grid, bar, mutedTitle: null)
            .Finish("Confusion matrix. " + string.Join(' ', TrueLabels.Select(DescribeRow)));
    }

    private static string RowLabel(string label, IReadOnlyList<int> row) =>
        TextMeasure.Clip(DrawableText.Label(label), TextStyle.Label, 120)
        + DrawableText.LeftToRightMark + $" (n = {Count(row.Sum(count => (long)count))})";

    private string DescribeRow(string label, int row) =>
        $"{label}: " + string.Join(", ", PredictedLabels.Select((predicted, column) => $"{Counts[row][column]} as {predicted}")) + ".";

    private static string Count(long count) => NumberText.Value(count, ValueFormat.Count);
}
