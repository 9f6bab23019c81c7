using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>Draws what probes read, by layer.</summary>
internal static class ProbeFigures
{
    public static IEnumerable<DrawnFigure> Of(ProbeTrainResult result, string what)
    {
        if (result.Parts.TestRows == 0)
        {
            yield break;
        }

        string where = $"{what}, read at {ProbeTables.Where(result.Position)}", tested = $"{where}, n = {result.Parts.TestRows}";
        string subtitle = $"{tested}; 95% intervals over examples";
        ProbeScores[] streams = [.. result.Probes.Where(probe => probe.Head is null)], heads = [.. result.Probes.Where(probe => probe.Head is not null)];
        if (streams.Length > 0)
        {
            yield return Accuracy(result, streams, subtitle);
            yield return Selectivity(streams, subtitle);
        }

        if (heads.Length > 0)
        {
            yield return Heads(result, heads, subtitle);
        }

        if (streams.Any(probe => probe.Metrics is not null))
        {
            yield return Confusion(result, [.. streams.Where(probe => probe.Metrics is not null)], tested);
        }

        if (streams.Length > 0 && streams[0].LearningCurve is not null)
        {
            yield return Learning(result, streams, where);
        }

        if (result.ErasedTask is { Erased.Count: > 0 } erased)
        {
            yield return Erased(erased, what);
        }

        if (result.Transfer is { } transfer && streams.Length > 0)
        {
            yield return Transfer(transfer, streams, where, cosines: false);
            yield return Transfer(transfer, streams, where, cosines: true);
        }

        if (result.Sentences.Count > 0 && streams.Length > 0)
        {
            yield return Sentences(result, where);
        }
    }

    private static DrawnFigure Accuracy(ProbeTrainResult result, ProbeScores[] probes, string subtitle) => new("accuracy-by-layer", new LineChart
    {
        Heading = new FigureHeading("What probes get right, by layer", subtitle),
        XTitle = "layer",
        YTitle = "accuracy",
        YFormat = ValueFormat.Proportion,
        References =
        [
            .. Line("majority", result.Baselines.Majority.Value),
            .. Line("bag of words", result.BagOfWords?.Accuracy.Value),
            .. Line("embeddings", result.Embeddings.Accuracy),
        ],
        Series =
        [
            .. Series(probes, "probe", probe => probe.Estimates.Accuracy),
            .. Series(probes, "random model", probe => probe.Estimates.RandomModelAccuracy),
            .. Series(probes, "control task", probe => probe.Estimates.ControlAccuracy),
        ],
    }.Draw());

    private static DrawnFigure Selectivity(ProbeScores[] probes, string subtitle) => new("selectivity-by-layer", new LineChart
    {
        Heading = new FigureHeading("Accuracy less that of what a probe is held against, by layer", subtitle),
        XTitle = "layer",
        YTitle = "difference of accuracies",
        References = [new ReferenceLine("no difference", 0)],
        Series =
        [
            .. Series(probes, "over the control task (selectivity)", probe => probe.Estimates.Selectivity),
            .. Series(probes, "over the random model", probe => probe.Estimates.OverRandomModel),
            .. Series(probes, "over the bag of words", probe => probe.Estimates.OverBagOfWords),
        ],
    }.Draw());

    private static DrawnFigure Heads(ProbeTrainResult result, ProbeScores[] probes, string subtitle)
    {
        int heads = probes.Max(probe => probe.Head!.Value) + 1;
        (string Kind, ProbeScores[] Probes)[] kinds = [.. probes.GroupBy(Kind).Select(kind => (kind.Key, kind.ToArray()))];
        int[] layers = [.. probes.Select(probe => probe.Layer).Distinct().Order()];
        return new DrawnFigure("accuracy-by-head", new HeatmapPanels
        {
            Heading = new FigureHeading("What probes on single heads get right", subtitle),
            Panels = [.. kinds.Select(kind => new HeatmapPanel(kind.Kind, [.. layers.Select(layer => Enumerable.Range(0, heads)
                .Select(head => kind.Probes.FirstOrDefault(probe => probe.Layer == layer && probe.Head == head)?.Accuracy ?? double.NaN).ToArray())]))],
            Axes = MapAxes.OfHeads(layers, heads),
            ValueTitle = $"accuracy (majority {result.Baselines.Majority.Value:0.00})",
            Format = ValueFormat.Proportion,
        }.Draw());
    }

    private static DrawnFigure Confusion(ProbeTrainResult result, ProbeScores[] probes, string subtitle) => new("confusion-by-layer", new HeatmapPanels
    {
        Heading = new FigureHeading("Right classes and the probes', layer by layer", subtitle),
        Panels = [.. probes.Select(probe => new HeatmapPanel(Title(probe, probes), [.. probe.Metrics!.Confusion.Counts.Select(row =>
            row.Select(count => (double)count / Math.Max(1, row.Sum())).ToArray())]))],
        Axes = new MapAxes("right class", result.Labels, "probe's class", result.Labels),
        ValueTitle = "share of the right class's rows",
        Scale = ColourScale.Shares(0, 1),
        Format = ValueFormat.Proportion,
    }.Draw());

    private static DrawnFigure Learning(ProbeTrainResult result, ProbeScores[] probes, string subtitle)
    {
        double rows = Math.Max(1, result.Parts.ValidationRows);
        return new DrawnFigure("learning-curve", new LineChart
        {
            Heading = new FigureHeading("What probes learn from how much", $"{subtitle}; right of {result.Parts.ValidationRows} validation rows"),
            XTitle = "rows fitted, as powers of two",
            YTitle = "accuracy on the validation part",
            YFormat = ValueFormat.Proportion,
            Series =
            [
                .. probes.Append(result.Embeddings).Select(probe => new LineSeries(
                    probe == result.Embeddings ? "embeddings" : Title(probe, probes),
                    [.. probe.LearningCurve!.Parts.Select(part => Math.Log2(part.Rows))],
                    probe.LearningCurve.Parts.Select(part => part.ValidationRight / rows))),
            ],
        }.Draw());
    }

    private static DrawnFigure Erased(ErasedTask task, string what)
    {
        string[] sites = [.. task.Erased.Select(row => row.Site).Distinct(StringComparer.Ordinal)];
        (string Name, ErasedPart Part)[] parts = [("class means", ErasedPart.ClassMeans), ("LEACE", ErasedPart.Leace), ("random subspaces", ErasedPart.Random)];
        return new DrawnFigure("erased-task", new BarChart
        {
            Heading = new FigureHeading(
                "The model's own answers with the classes erased", $"{what}, {task.N} texts; 95% intervals over texts, of random subspaces over draws"),
            Categories = sites,
            Series =
            [
                .. parts.Where(part => task.Erased.Any(row => row.Part == part.Part)).Select(part =>
                    new BarSeries(part.Name, [.. sites.Select(site => Of([.. task.Erased.Where(row => row.Site == site && row.Part == part.Part)]))])),
            ],
            CategoryTitle = "site",
            ValueTitle = "right answers' logit difference, less that of the model as it is",
            Horizontal = true,
        }.Draw());

        static Estimate Of(ErasedAnswers[] rows) => rows.Length == 1 ? rows[0].Effect : MeanInterval.StudentT([.. rows.Select(row => row.Effect.Value ?? 0)]);
    }

    private static DrawnFigure Transfer(TransferResult transfer, ProbeScores[] streams, string subtitle, bool cosines)
    {
        string[] names = [.. transfer.Datasets.Select(dataset => dataset.Name)];
        return new DrawnFigure(cosines ? "transfer-cosines" : "transfer", new HeatmapPanels
        {
            Heading = new FigureHeading(
                cosines ? "Cosines of the datasets' differences of class means, layer by layer" : "Probes of one dataset on another, layer by layer", subtitle),
            Panels =
            [
                .. streams.Select(probe => (Probe: probe, Point: transfer.Points.First(point => point.Site == probe.Site))).Select(pair => new HeatmapPanel(
                    Title(pair.Probe, streams),
                    [
                        .. names.Select(trained => names.Select(tested => pair.Point.Pair(trained, tested)).Select(each =>
                            cosines ? each.MeanDifferenceCosine : each.Accuracy.Value ?? double.NaN).ToArray()),
                    ])),
            ],
            Axes = new MapAxes("fitted on", names, cosines ? "and on" : "tested on", names),
            ValueTitle = cosines ? "cosine" : "accuracy",
            Scale = cosines ? ColourScale.Diverging(1) : ColourScale.Shares(0, 1),
            Format = ValueFormat.Proportion,
        }.Draw());
    }

    private static DrawnFigure Sentences(ProbeTrainResult result, string subtitle)
    {
        int positive = result.Labels.ToList().IndexOf("positive"), negative = result.Labels.ToList().IndexOf("negative");
        int[] points = [.. Enumerable.Range(0, result.Probes.Count).Where(point => result.Probes[point].Head is null)];
        return new DrawnFigure("sentences", new Heatmap
        {
            Heading = new FigureHeading("Obvious sentences as the probes read them", $"{subtitle}; + and - before a sentence: what it says"),
            Values = [.. result.Sentences.Select(sentence =>
                points.Select(point => (double)sentence.Probabilities[point][positive] - sentence.Probabilities[point][negative]).ToArray())],
            Axes = new MapAxes(
                "sentence", [.. result.Sentences.Select(sentence => (sentence.Label == "positive" ? "+ " : "- ") + sentence.Text)],
                "probe", [.. points.Select(point => Title(result.Probes[point], [.. points.Select(each => result.Probes[each])]))]),
            ValueTitle = "P(positive) - P(negative)",
            Scale = ColourScale.Diverging(1),
        }.Draw());
    }

    private static IEnumerable<ReferenceLine> Line(string name, double? value) => value is { } at ? [new ReferenceLine(name, at)] : [];

    // A panel for each kind of site, so that lines of different activations do not cross.
    private static IEnumerable<LineSeries> Series(ProbeScores[] probes, string name, Func<ProbeScores, Estimate?> value)
    {
        IGrouping<string, ProbeScores>[] kinds = [.. probes.Where(probe => value(probe) is not null).GroupBy(Kind)];
        bool several = probes.Select(Kind).Distinct().Count() > 1;
        return kinds.Select(kind => new LineSeries(name, [.. kind.Select(probe => (double)probe.Layer)], [.. kind.Select(probe => value(probe)!)])
        {
            Panel = several ? kind.Key : null,
        });
    }

    private static string Title(ProbeScores probe, IReadOnlyList<ProbeScores> all) =>
        all.Select(Kind).Distinct().Count() == 1 && probe.Site.StartsWith("blocks.", StringComparison.Ordinal) ? $"layer {probe.Layer}" : probe.Site;

    // The site without its layer and head: hook_resid_post, attn.hook_z.
    private static string Kind(ProbeScores probe)
    {
        string[] parts = probe.Site.Split('.');
        return parts[0] != "blocks" ? probe.Site : string.Join('.', probe.Head is null ? parts[2..] : parts[2..^1]);
    }
}
