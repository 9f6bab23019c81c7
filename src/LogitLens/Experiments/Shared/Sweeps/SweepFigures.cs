using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Draws a sweep's effects on one metric, laid out by its axes.</summary>
/// <param name="effects">The effects, of which the single edits are drawn.</param>
/// <param name="valueTitle">What the effects are on.</param>
/// <param name="done">What was done, as the titles have it: <c>zeroing each head</c>.</param>
/// <param name="subtitle">Model, data, number of examples and kind of edit.</param>
internal sealed class SweepFigures(
    SweepResult result, SweepGrid grid, IReadOnlyList<ItemEffect> effects, string valueTitle, string done, string subtitle)
{
    private const string NotSignificant = "not significant (false discovery rate 5%)";

    private readonly ItemEffect[] _single = [.. effects.Where(effect => effect.Item.IsSingle)];

    /// <summary>What is before the figures' names, where there are several metrics.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Names of columns that say more than the layout's own.</summary>
    public IReadOnlyDictionary<string, string> ColumnNames { get; init; } = new Dictionary<string, string>();

    private MapAxes Axes => new MapAxes(
        grid.RowTitle, grid.Rows, grid.ColumnTitle, [.. Columns.Select(column => ColumnNames.GetValueOrDefault(column, column))]).Upwards();

    /// <summary>Layers by heads, positions or what is hidden; what is not significant muted, what cannot act left out.</summary>
    public DrawnFigure Map(string name)
    {
        double[][] values = Values(effect => effect.Effect.Value);
        int idle = grid.Columns.Count - Columns.Length;
        return new DrawnFigure(Prefix + name, new Heatmap
        {
            Heading = Heading($"What {done} does", idle == 0 ? null : $"{idle} {grid.ColumnTitle}s where nothing can act left out"),
            Values = Kept(values),
            Axes = Axes,
            ValueTitle = valueTitle,
            Scale = ColourScale.DivergingOf(values.SelectMany(row => row)),
            Muted = Kept(Cells(effect => effect.IsMuted, false)),
            MutedTitle = NotSignificant,
            MissingTitle = "cannot act, or not there",
        }.Draw());
    }

    /// <summary>The same for each class side by side, in one scale.</summary>
    public DrawnFigure ByClass(IReadOnlyList<string> labels)
    {
        HeatmapPanel[] panels =
        [
            .. ClassesShown.Select(label => new HeatmapPanel(
                $"{labels[label]} (n = {_single.Max(effect => ClassOf(effect, label).Effect.N)})",
                Kept(Values(effect => ClassOf(effect, label).Effect.Value)),
                Kept(Cells(effect => effect.Acts && !ClassOf(effect, label).IsSignificant, false)))),
        ];
        return new DrawnFigure(Prefix + "effects-by-class", new HeatmapPanels
        {
            Heading = Heading($"What {done} does to each class"),
            Panels = panels,
            Axes = Axes,
            ValueTitle = valueTitle,
            MutedTitle = "not significant (false discovery rate 5% over all classes), or too few examples",
            Scale = ColourScale.DivergingOf(panels.SelectMany(panel => panel.Values).SelectMany(row => row)),
        }.Draw());
    }

    /// <summary>Whether several classes have examples.</summary>
    public bool HasClasses => ClassesShown.Length > 1;

    /// <summary>The greatest effects with their intervals, and what is left of them on examples that did not choose them.</summary>
    /// <param name="entryTitle">What an entry is.</param>
    public DrawnFigure Greatest(string entryTitle)
    {
        ItemEffect[] ranked = [.. _single.Where(result.IsRanked)];
        return new DrawnFigure(Prefix + "top-effects", new RankedBars
        {
            Heading = Heading($"The greatest effects of {done}",
                ranked.Any(effect => effect.HeldOut is not null)
                    ? $"bars: all examples, {Intervals}; held out: the effect on one half of the examples, where the other half has it among its "
                        + $"{EffectSummary.Named} greatest"
                    : Intervals),
            Entries =
            [
                .. ranked.Select(effect => new RankedBar(Held(effect), effect.Effect, effect.IsMuted)),
            ],
            EntryTitle = entryTitle,
            ValueTitle = valueTitle,
            Signed = true,
            MutedTitle = NotSignificant,
            Top = EffectSummary.Named,
        }.Draw());
    }

    /// <summary>Each layer's effect, or the mean of its effects where it has several.</summary>
    public DrawnFigure ByLayer()
    {
        double[][] values = Values(effect => effect.Effect.Value);
        ItemEffect?[] whole = [.. grid.Of(_single.Select(effect => (effect.Item, (ItemEffect?)effect)), null).Select(row => row.Length == 1 ? row[0] : null)];
        bool intervals = Array.TrueForAll(whole, effect => effect is not null);
        return new DrawnFigure(Prefix + "effects-by-layer", new BarChart
        {
            Heading = intervals
                ? Heading($"What {done} does", Intervals)
                : Heading($"What {done} does, by layer", $"mean over a layer's {grid.ColumnTitle}s"),
            Categories = grid.Rows,
            Series =
            [
                intervals
                    ? new BarSeries("effect", [.. whole.Select(effect => effect!.Effect)]) { Muted = [.. whole.Select(effect => effect!.IsMuted)] }
                    : new BarSeries("effect", values.Select(row => row.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average())),
            ],
            Signed = true,
            MutedTitle = NotSignificant,
            CategoryTitle = grid.RowTitle,
            ValueTitle = valueTitle,
        }.Draw());
    }

    /// <summary>Lines with bands.</summary>
    /// <param name="over">What they run over.</param>
    public DrawnFigure Lines(string name, string over, IEnumerable<(string Name, IReadOnlyList<(double X, Estimate Effect)> Points)> lines) =>
        new(Prefix + name, new LineChart
        {
            Heading = Heading($"What {done} does, by {over}", Intervals),
            Series =
            [
                .. lines.Select(line => new LineSeries(line.Name, [.. line.Points.Select(point => point.X)], [.. line.Points.Select(point => point.Effect)])),
            ],
            XTitle = over,
            YTitle = valueTitle,
            References = [new ReferenceLine("no effect", 0)],
        }.Draw());

    /// <summary>The edits whose effect differs most between one class and the others.</summary>
    /// <param name="entries">What the edits are: <c>Regions</c>, <c>Heads</c>.</param>
    public DrawnFigure ClassSpecific(string name, string entries, IReadOnlyList<string> labels)
    {
        int[] shown = ClassesShown;
        ItemEffect[] greatest =
        [
            .. _single.Where(result.IsRanked)
                .OrderBy(effect => shown.Min(label => ClassOf(effect, label).SpecificityAdjustedPValue ?? 1))
                .ThenByDescending(effect => shown.Max(label => Math.Abs(ClassOf(effect, label).Specificity.Value ?? 0))).Take(EffectSummary.Named),
        ];
        double[][] values = [.. greatest.Select(effect => shown.Select(label => ClassOf(effect, label).Specificity.Value ?? double.NaN).ToArray())];
        return new DrawnFigure(Prefix + name, new Heatmap
        {
            Heading = Heading($"{entries} that matter to one class more than to the others", "effect on the class less effect on the others"),
            Values = values,
            Axes = new MapAxes(
                "edited", [.. greatest.Select(effect => effect.Item.Name)],
                "class", [.. shown.Select(label => $"{labels[label]} (n = {_single.Max(effect => ClassOf(effect, label).Effect.N)})")]),
            ValueTitle = "difference",
            Scale = ColourScale.DivergingOf(values.SelectMany(row => row)),
            Muted = [.. greatest.Select(effect => shown.Select(label => !ClassOf(effect, label).IsSpecific).ToArray())],
            MutedTitle = result.Demonstrations is { Draws: > 1 }
                ? "could be chance (false discovery rate 5%, over draws), or too few examples"
                : "could be chance (family-wise 5%, class tags shuffled), or too few examples",
            ShowValues = true,
        }.Draw());
    }

    /// <summary>A group of heads among random sets of as many.</summary>
    public DrawnFigure Group(GroupEffect group)
    {
        double[] controls = [.. group.Controls.Order()];
        double Place(int index) => (index + 1.0) / controls.Length;
        return new DrawnFigure(Prefix + "group-among-random-sets", new ScatterPlot
        {
            Heading = Heading(
                $"The {group.Heads.Count} heads together, among random sets of as many",
                $"{controls.Length} sets; p = {CellFormat.ThreeDecimals.Of(group.PValue)}"),
            Groups =
            [
                new ScatterGroup("random sets", [.. controls.Select((effect, index) => new ScatterPoint(effect, Place(index), ""))]),
                new ScatterGroup("the group", [new ScatterPoint(
                    group.Effect.Value ?? double.NaN, (double)controls.Count(control => control <= group.Effect.Value) / controls.Length, "group")]),
            ],
            XTitle = valueTitle,
            YTitle = "share of random sets up to here",
        }.Draw());
    }

    // Where nothing in a column can act, as in a beginning that all prompts share, the column says nothing.
    private string[] Columns
    {
        get
        {
            HashSet<string> acting = [.. _single.Where(effect => effect.Acts && effect.Effect.Value is not null).Select(effect => effect.Item.Column)];
            string[] kept = [.. grid.Columns.Where(acting.Contains)];
            return kept.Length == 0 || grid.ColumnTitle == "head" ? [.. grid.Columns] : kept;
        }
    }

    private int[] ClassesShown => _single is not [LabelEffect, ..] ? []
        : [.. Enumerable.Range(0, ((LabelEffect)_single[0]).Classes.Count).Where(label => _single.Any(effect => ClassOf(effect, label).Effect.N > 0))];

    private static ClassEffect ClassOf(ItemEffect effect, int label) => ((LabelEffect)effect).Classes[label];

    private static string Held(ItemEffect effect) =>
        effect.HeldOut?.Value is { } held ? $"{effect.Item.Name} (held out {CellFormat.TwoDecimals.Of(held)})" : effect.Item.Name;

    private string Intervals => result.Demonstrations?.Caption ?? "95% intervals";

    private FigureHeading Heading(string title, string? more = null) => new(title, more is null ? subtitle : $"{subtitle}; {more}");

    private double[][] Values(Func<ItemEffect, double?> value) => Cells(effect => effect.Acts ? value(effect) ?? double.NaN : double.NaN, double.NaN);

    private T[][] Cells<T>(Func<ItemEffect, T> value, T nothing) => grid.Of(_single.Select(effect => (effect.Item, value(effect))), nothing);

    private T[][] Kept<T>(T[][] table)
    {
        int[] places = [.. Columns.Select(column => Array.IndexOf([.. grid.Columns], column))];
        return [.. table.Select(row => places.Select(place => row[place]).ToArray())];
    }
}
