using LogitLens.Statistics;

namespace LogitLens.Figures;

/// <summary>One entry of a ranking.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Its value, with its interval where there is one.</param>
/// <param name="Muted">Whether it is faded and hatched, as what is not significant.</param>
public sealed record RankedBar(string Label, Estimate Value, bool Muted = false);

/// <summary>The entries that are furthest from zero, as lying bars in order: the heads with the greatest effect.</summary>
public sealed record RankedBars
{
    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>All entries, in any order; those without a finite value are left out.</summary>
    public required IReadOnlyList<RankedBar> Entries { get; init; }

    /// <summary>What the entries are.</summary>
    public required string EntryTitle { get; init; }

    /// <summary>What the values are.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>How many are shown.</summary>
    public int Top { get; init; } = 20;

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>Whether the sign gives the colour even where no value is negative.</summary>
    public bool Signed { get; init; }

    /// <summary>What a hatched bar means.</summary>
    public string MutedTitle { get; init; } = "not significant";

    /// <summary>Dashed lines across the bars.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Draws the ranking; entries of equal size keep their order.</summary>
    public SvgDocument Draw()
    {
        RankedBar[] shown =
            [.. Entries.Where(entry => Finite.Is(entry.Value.Value)).OrderByDescending(entry => Math.Abs(entry.Value.Value!.Value)).Take(Top)];
        BarSeries series = new("", [.. shown.Select(entry => entry.Value)]) { Muted = [.. shown.Select(entry => entry.Muted)] };
        string howMany = $"{shown.Length} of {Entries.Count} shown";
        string subtitle = Heading.Subtitle is { Length: > 0 } own ? $"{own}; {howMany}" : howMany;
        return new BarChart
        {
            Heading = shown.Length < Entries.Count ? Heading with { Subtitle = subtitle } : Heading,
            Categories = [.. shown.Select(entry => entry.Label)],
            Series = [series],
            CategoryTitle = EntryTitle,
            ValueTitle = ValueTitle,
            Format = Format,
            Horizontal = true,
            Signed = Signed,
            MutedTitle = MutedTitle,
            References = References,
        }.Draw();
    }
}
