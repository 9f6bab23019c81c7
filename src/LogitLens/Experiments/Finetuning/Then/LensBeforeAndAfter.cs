using LogitLens.Experiments.Lens;
using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.Finetuning;

/// <summary>Accuracy by layer of a model before and after training, and of each one's streams under the other's readout: one table, one figure.</summary>
internal static class LensBeforeAndAfter
{
    private static readonly Table<Row> s_layers = new Table<Row>("accuracy-by-layer", "one layer under one condition, of one model read by one readout")
        .Condition(row => row.Condition.Name, row => row.Condition.Condition)
        .Column("streams", row => row.Of.Streams, "the model whose layers are read: before or after training", key: true)
        .Column("readout", row => row.Of.Readout, "the model whose final norm and unembedding read them", key: true)
        .Column("layer", row => row.Layer.Layer, "block whose resid_post is read, from 0", CellFormat.Count, key: true)
        .Estimate(
            "accuracy", row => row.Layer.Accuracy.ToEstimate(), "share of examples whose right label is the most probable of the labels",
            EstimateHeadings.LowHighN, CellFormat.Share);

    /// <summary>What may be written beside the follow-ups.</summary>
    public static TableSet Declared { get; } = new("--then logit-lens, in then/", [s_layers]);

    /// <summary>The tables of a finetuning's follow-ups; none where the lens was not run over data before and after.</summary>
    /// <param name="folder">The finetuning's folder.</param>
    public static IEnumerable<CsvTable> Tables(string folder)
    {
        Row[] rows = Rows(folder);
        return rows.Length == 0 ? [] : [s_layers.Csv(rows)];
    }

    /// <summary>Their figures.</summary>
    /// <param name="folder">The finetuning's folder.</param>
    public static IEnumerable<DrawnFigure> Figures(string folder)
    {
        Row[] rows = Rows(folder);
        if (rows.Length == 0)
        {
            return [];
        }

        (ConditionSummary Condition, LensReadBy Of)[] lines = [.. rows.Select(row => (row.Condition, row.Of)).Distinct()];
        string[] conditions = [.. lines.Select(line => line.Condition.Name).Distinct()];
        Baselines? chance = rows[0].Result.Baselines;
        LineChart chart = new()
        {
            Heading = new FigureHeading(
                "Accuracy among the labels by layer, before and after training",
                $"{(conditions.Length == 1 ? "one way" : $"{conditions.Length} ways")} of asking, n = {rows.Max(row => row.Condition.N)}; 95% intervals"),
            XTitle = "layer",
            YTitle = "accuracy",
            YFormat = ValueFormat.Proportion,
            References = chance?.Majority.Value is { } majority ? [new ReferenceLine($"always '{chance.MajorityLabel}'", majority)] : [],
            Series =
            [
                .. lines.Select(line => new LineSeries(
                    line.Of.Title, [.. line.Condition.Layers.Select(layer => (double)layer.Layer)],
                    [.. line.Condition.Layers.Select(layer => layer.Accuracy.ToEstimate())])
                {
                    Panel = line.Condition.Name,
                    Style = new SeriesStyle(line.Of.Streams == LensReadBy.Before ? 0 : 1, line.Of.IsSwapped ? LineDash.Dashed : LineDash.Solid),
                }),
            ],
            Notes =
            [
                .. conditions.Select(name => $"{name}, last layer: " + string.Join("; ", lines.Where(line => line.Condition.Name == name).Select(line =>
                    $"{line.Of.Title} {CellFormat.Share.Of(line.Condition.Layers[^1].Accuracy.Value)}")) + "."),
                .. lines.Where(line => !line.Of.IsSwapped).Select(line =>
                    $"{line.Condition.Name} {line.Of.Title}: predictions are settled from layer "
                    + $"{CellFormat.TwoDecimals.Of(line.Condition.Settled.Mean.Value)} on (mean)."),
            ],
        };
        return [new DrawnFigure("accuracy-by-layer-before-and-after", chart.Draw())];
    }

    // Of the first lens that was run over data. One that was not asked for this time may be of a model that was replaced since.
    private static Row[] Rows(string folder)
    {
        RunManifest run = RunManifest.Load(folder);
        FinetuneOptions options = (FinetuneOptions)FinetuneKind.Instance.Options.FromJson(run.OptionsElement(), Path.Combine(folder, RunManifest.FileName));
        return options.Then is not { } then ? []
            : ThenLine.Parse(then).Select(line => Rows(folder, line.Name, ThenCommands.LensesOf(line, options))).FirstOrDefault(rows => rows.Length > 0) ?? [];
    }

    // Conditions come in the lens's order, and of each the model before and after come first.
    private static Row[] Rows(string folder, string name, IEnumerable<LensReadBy> lenses)
    {
        (LensReadBy Of, LogitLensResult Result)[] runs =
        [
            .. lenses.Select(of => (Of: of, Path: ThenCommands.PathOf(folder, name, of.Name))).Where(run => Directory.Exists(run.Path))
                .Select(run => (run.Of, FinishedRun.Open(run.Path).Result<LogitLensResult>())),
        ];
        return runs.Length < 2 ? []
            :
            [
                .. runs.SelectMany(run => run.Result.Conditions.Select((condition, place) => (Place: place, Condition: condition, Run: run)))
                    .Where(each => each.Condition.N > 0).OrderBy(each => each.Place)
                    .SelectMany(each => each.Condition.Layers.Select(layer => new Row(each.Run.Of, each.Run.Result, each.Condition, layer))),
            ];
    }

    private sealed record Row(LensReadBy Of, LogitLensResult Result, ConditionSummary Condition, LayerSummary Layer);
}
