using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.Probes;

/// <summary>The tables of a run of probes, and the rows a reader wants first.</summary>
internal static class ProbeTables
{
    private const int MostShown = 24;

    private static readonly Table<ProbeScores> s_probes = new Table<ProbeScores>("probes", "one probe")
        .Column("site", row => row.Site, "the activation that it reads; `hook_embed` is the token embeddings", shown: "site", key: true)
        .Column("layer", row => row.Layer, "its layer", CellFormat.Count)
        .Column("head", row => row.Head, "its head; empty where the site has none", CellFormat.Count)
        .Estimate(
            "accuracy", row => row.Estimates.Accuracy, "share of tested rows that it gets right",
            EstimateHeadings.LowHighN, CellFormat.Share, shown: "accuracy")
        .Estimate(
            "control_accuracy", row => row.Estimates.ControlAccuracy, "the same of the control task: a label drawn for each word type",
            EstimateHeadings.Of("control_accuracy"), CellFormat.Share)
        .Estimate(
            "selectivity", row => row.Estimates.Selectivity, "`accuracy` less `control_accuracy`, paired by row",
            EstimateHeadings.Of("selectivity"), CellFormat.Signed)
        .Shown("control", row => row.ControlAccuracy, CellFormat.Share)
        .Shown("selectivity", row => row.Selectivity, CellFormat.Signed)
        .Estimate(
            "random_model_accuracy", row => row.Estimates.RandomModelAccuracy, "accuracy of a probe on the model with random weights",
            EstimateHeadings.Of("random_model_accuracy"), CellFormat.Share)
        .Shown("random model", row => row.RandomModelAccuracy, CellFormat.Share)
        .Estimate(
            "over_random_model", row => row.Estimates.OverRandomModel, "`accuracy` less `random_model_accuracy`, paired by row",
            EstimateHeadings.Of("over_random_model"), CellFormat.Signed)
        .Estimate(
            "over_bag_of_words", row => row.Estimates.OverBagOfWords, "`accuracy` less that of counted words, paired by row",
            EstimateHeadings.Of("over_bag_of_words"), CellFormat.Signed)
        .Estimate(
            "validation_accuracy", row => row.Estimates.ValidationAccuracy, "share of validation rows that it gets right, which the best layer is chosen by",
            EstimateHeadings.Of("validation_accuracy"), CellFormat.Share)
        .Estimate(
            "without_means", row => row.WithoutMeans, "accuracy of a probe fitted once more after the class means were projected out (`--erase`)",
            EstimateHeadings.Of("without_means"), CellFormat.Share)
        .Estimate(
            "without_concept", row => row.WithoutConcept, "the same after LEACE", EstimateHeadings.Of("without_concept"), CellFormat.Share)
        .Column("c", row => row.InversePenalty, "scikit-learn's C, as given or chosen by cross-validation", CellFormat.Number)
        .Column("iterations", row => row.Iterations, "steps of the final fit", CellFormat.Count)
        .Column("gradient_norm", row => row.GradientNorm, "the gradient's norm at its end", CellFormat.Number)
        .Column(
            "mean_difference_cosine", row => row.MeanDifferenceCosine.Count == 0 ? null : row.MeanDifferenceCosine.Average(),
            "cosine of the weight and the difference of class means; over several classes their mean", CellFormat.Signed)
        .Estimate("macro_f1", row => row.Metrics?.Macro.F1, "plain mean of the classes' F1", EstimateHeadings.Of("macro_f1"))
        .Estimate(
            "macro_roc_auc", row => row.Metrics?.Macro.RocAuc, "plain mean of the classes' areas under the ROC curve", EstimateHeadings.Of("macro_roc_auc"))
        .Column(
            "expected_calibration_error", row => row.Metrics?.Probabilities?.ExpectedCalibrationError.Value, "mean distance between confidence and accuracy",
            CellFormat.Number);

    private static readonly Table<(ProbeScores Probe, string Task, CurvePart Part, LearningCurve Curve)> s_curves =
        new Table<(ProbeScores Probe, string Task, CurvePart Part, LearningCurve Curve)>(
            "learning-curve", "one probe fitted on one part of the training data (`--learning-curve`)")
        .Column("site", row => row.Probe.Site, "the activation that the probe reads")
        .Column("task", row => row.Task, "what it learns", values: [("task", "the classes"), ("control", "the control task")])
        .Column("rows", row => row.Part.Rows, "rows that it is fitted on", CellFormat.Count)
        .Column("next_rows", row => row.Part.NextRows, "rows that it is then asked about", CellFormat.Count)
        .Column("bits", row => row.Part.Bits, "bits that it takes for their labels", CellFormat.Number)
        .Column("validation_right", row => row.Part.ValidationRight, "validation rows that it gets right", CellFormat.Count)
        .Column("description_length", row => row.Curve.DescriptionLength, "bits for all training labels", CellFormat.Number)
        .Column("compression", row => row.Curve.Compression, "how many times shorter than by fair guesses", CellFormat.Number);

    private static readonly Table<ErasedAnswers> s_erased = new Table<ErasedAnswers>(
            "erased-task", "the model's own answers with something taken out of one site (`--erase`)")
        .Column("site", row => row.Site, "the site", key: true)
        .Column("layer", row => row.Layer, "its layer", CellFormat.Count)
        .Column("erased", row => row.Part, "what is taken out")
        .Column("draw", row => row.Draw, "which random subspace; empty for the others", CellFormat.Count)
        .Estimate("accuracy", row => row.Accuracy.ToEstimate(), "share of texts that the model answers right", EstimateHeadings.LowHighN, CellFormat.Share)
        .Estimate("effect", row => row.Effect, "the right label's logit less the greatest other's, less the same in the model as it is",
            EstimateHeadings.Of("effect"), CellFormat.Signed)
        .Estimate("kl", row => row.Kl, "KL(output as it is || output), in nats", EstimateHeadings.Of("kl"), CellFormat.Number)
        .Column("p_value", row => row.PValue, "how often a random subspace, or this one itself, changes the answers at least as much", CellFormat.PValue);

    private static readonly Table<(TransferPoint Point, TransferPair Pair)> s_transfer = new Table<(TransferPoint Point, TransferPair Pair)>(
            "transfer", "one dataset's probe on one dataset (`--transfer`)")
        .Column("site", row => row.Point.Site, "the activation that the probe reads")
        .Column("trained_on", row => row.Pair.TrainedOn, "the dataset that it is fitted on")
        .Column("tested_on", row => row.Pair.TestedOn, "the dataset that it is asked about")
        .Estimate("accuracy", row => row.Pair.Accuracy, "share of tested rows that it gets right", EstimateHeadings.LowHighN, CellFormat.Share)
        .Column("left_out", row => row.Pair.LeftOut, "tested texts left out because it was fitted on the same", CellFormat.Count)
        .Column("weight_cosine", row => row.Pair.WeightCosine, "cosine of the two datasets' weights", CellFormat.Signed)
        .Column("mean_difference_cosine", row => row.Pair.MeanDifferenceCosine, "cosine of their differences of class means", CellFormat.Signed);

    private static readonly Table<ClassRow> s_classes = new Table<ClassRow>("classes", "one class under one probe")
        .Column("site", row => row.Site, "the activation that the probe reads")
        .Column("class", row => row.Scores.Label, "the class")
        .Column("support", row => row.Scores.Support, "tested rows of the class", CellFormat.Count)
        .Estimate("precision", row => row.Scores.Precision, "share of the rows given this class that have it", EstimateHeadings.Of("precision"))
        .Estimate("recall", row => row.Scores.Recall, "share of the rows of this class that are given it", EstimateHeadings.Of("recall"))
        .Estimate("f1", row => row.Scores.F1, "harmonic mean of precision and recall", EstimateHeadings.Of("f1"))
        .Estimate(
            "roc_auc", row => row.Scores.RocAuc, "chance that a row of the class has a higher probability of it than one of the others",
            EstimateHeadings.Of("roc_auc"));

    private static readonly Table<ConfusionRow> s_confusion = new Table<ConfusionRow>("confusion", "how often one class was taken for another by one probe")
        .Column("site", row => row.Site, "the activation that the probe reads")
        .Column("actual", row => row.Actual, "the right class")
        .Column("predicted", row => row.Predicted, "the class given")
        .Column("count", row => row.Count, "number of rows", CellFormat.Count);

    private static readonly Table<ProbeComparison> s_comparisons = new Table<ProbeComparison>("comparisons", "one probe beside the best, on the same rows")
        .Column("site", row => row.Site, "the activation that the probe reads")
        .Column("best", row => row.Best, "the one that did best on the validation part")
        .Estimate("difference", row => row.Difference, "its accuracy less the best one's, paired by row", EstimateHeadings.LowHighN, CellFormat.Signed)
        .Column("p_value", row => row.Test.PValue, "the test of no difference", CellFormat.PValue)
        .Column("p_value_adjusted", row => row.AdjustedPValue, "after Benjamini and Hochberg over all probes", CellFormat.PValue);

    private static readonly Table<BaselineRow> s_baselines = new Table<BaselineRow>("baselines", "what a probe's accuracy is to be held against")
        .Column("baseline", row => row.Name, "which", values:
        [
            ("majority", "always giving the most frequent class"), ("uniform-random", "guessing each class equally often"),
            ("bag-of-words", "logistic regression on counts of the text's words, without a model"), ("embeddings", "the probe on the token embeddings"),
        ])
        .Estimate("accuracy", row => row.Accuracy, "share of tested rows that it gets right", EstimateHeadings.LowHighN, CellFormat.Share);

    private static readonly Table<SentenceRow> s_sentences = new Table<SentenceRow>("sentences", "one bundled obvious sentence under one probe")
        .Column("sentence", row => row.Reading.Text, "the sentence")
        .Column("label", row => row.Reading.Label, "what a person would say of it")
        .Column("site", row => row.Site, "the activation that the probe reads")
        .Column("class", row => row.Class, "a class")
        .Column("probability", row => row.Probability, "the probability that the probe gives it", CellFormat.Number);

    public static IReadOnlyList<ITable> Declared { get; } =
        [s_probes, s_baselines, s_classes, s_confusion, s_comparisons, s_sentences, s_curves, s_erased, s_transfer];

    /// <summary>The files.</summary>
    public static IEnumerable<CsvTable> Of(ProbeTrainResult result) =>
    [
        s_probes.Csv([.. result.Probes, result.Embeddings]),
        s_baselines.Csv(Baselines(result)),
        s_classes.Csv(result.Probes.SelectMany(probe => (probe.Metrics?.Classes ?? []).Select(scores => new ClassRow(probe.Site, scores)))),
        s_confusion.Csv(result.Probes.SelectMany(probe => probe.Metrics is { } metrics
            ? metrics.Confusion.Counts.SelectMany((row, actual) =>
                row.Select((count, predicted) => new ConfusionRow(probe.Site, result.Labels[actual], result.Labels[predicted], count)))
            : [])),
        s_comparisons.Csv(result.Comparisons),
        .. result.Embeddings.LearningCurve is null ? Array.Empty<CsvTable>() : [s_curves.Csv([.. result.Probes.Append(result.Embeddings).SelectMany(Curves)])],
        .. result.ErasedTask is not { Erased.Count: > 0 } erased ? Array.Empty<CsvTable>() : [s_erased.Csv(erased.Erased)],
        .. result.Transfer is not { } transfer ? Array.Empty<CsvTable>()
            : [s_transfer.Csv(transfer.Points.SelectMany(point => point.Pairs.Select(pair => (point, pair))))],
        .. result.Sentences.Count == 0 ? Array.Empty<CsvTable>() :
        [
            s_sentences.Csv(result.Sentences.SelectMany(reading => result.Probes.SelectMany((probe, point) =>
                reading.Probabilities[point].Select((probability, label) => new SentenceRow(reading, probe.Site, result.Labels[label], probability))))),
        ],
    ];

    /// <summary>A row a probe; of many, those that do best on the validation part.</summary>
    public static SummaryTable Headline(ProbeTrainResult result, string what)
    {
        IEnumerable<ProbeScores> shown = result.Probes.Count <= MostShown ? result.Probes
            : [.. result.Probes.OrderByDescending(probe => probe.ValidationAccuracy ?? probe.Accuracy).Take(MostShown)];
        string many = result.Probes.Count > MostShown ? $", the best {MostShown} of {result.Probes.Count} on validation" : "";
        Table<ProbeScores> table = result.Probes.All(probe => probe.WithoutConcept is null) ? s_probes
            : s_probes.Shown("means erased", row => row.WithoutMeans?.Value, CellFormat.Share)
                .Shown("LEACE", row => row.WithoutConcept?.Value, CellFormat.Share);
        return table.Summary($"Probes of {what}, read at {Where(result.Position)}{many}", shown) with { Notes = [.. Notes(result)] };
    }

    /// <summary>Where activations were read, in words.</summary>
    public static string Where(string position) => position switch
    {
        "last" => "the last token",
        "mean" => "the mean over tokens",
        "every" => "every token",
        _ => $"position {position}",
    };

    private static IEnumerable<string> Notes(ProbeTrainResult result)
    {
        foreach (BaselineRow baseline in Baselines(result))
        {
            yield return $"{baseline.Name}: {CellFormat.Share.Of(baseline.Accuracy.Value)}"
                + (baseline.Accuracy.Interval is { } interval ? $" ({CellFormat.Share.Of(interval)})" : "");
        }

        if (result.Best is { } best)
        {
            yield return $"best on validation: {best.Site}, {CellFormat.Share.Of(best.Accuracy.Value)} on test ({CellFormat.Share.Of(best.Accuracy.Interval)})";
        }

        foreach (string remark in Curves(result).Concat(Erased(result)).Concat(Transferred(result)))
        {
            yield return remark;
        }

        PartSizes parts = result.Parts;
        yield return $"{parts.Train} texts to train, {parts.Validation} to choose the layer, {parts.Test} to test"
            + (parts.TestRows == parts.Test ? "" : $" ({parts.TrainRows}, {parts.ValidationRows} and {parts.TestRows} tokens)");
        yield return $"control task: {CellFormat.Share.Of(result.ControlSeen.Value)} of tested rows have a word type that was seen in training";
        foreach (string note in result.Notes)
        {
            yield return note;
        }
    }

    private static IEnumerable<(ProbeScores Probe, string Task, CurvePart Part, LearningCurve Curve)> Curves(ProbeScores probe) =>
    [
        .. probe.LearningCurve!.Parts.Select(part => (probe, "task", part, probe.LearningCurve)),
        .. probe.ControlLearningCurve!.Parts.Select(part => (probe, "control", part, probe.ControlLearningCurve)),
    ];

    // Of the best site, or else the last.
    private static ProbeScores Told(ProbeTrainResult result) => result.Probes.FirstOrDefault(probe => probe.Site == result.Best?.Site) ?? result.Probes[^1];

    private static IEnumerable<string> Curves(ProbeTrainResult result)
    {
        ProbeScores told = Told(result);
        if (told is { LearningCurve: { } own, ControlLearningCurve: { } control } && result.Embeddings.LearningCurve is { } embeddings)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"description length at {told.Site}: {own.DescriptionLength:0} bits, {own.Compression:0.00} times shorter than guesses (embeddings ")
                + string.Create(CultureInfo.InvariantCulture, $"{embeddings.Compression:0.00}, control task {control.Compression:0.00})");
        }
    }

    private static IEnumerable<string> Erased(ProbeTrainResult result)
    {
        if (result.ErasedTask is not { } task)
        {
            yield break;
        }

        if (task.NotMeasured is { } why)
        {
            yield return $"the model's own answers without the classes are not measured: {why}";
            yield break;
        }

        yield return $"the model itself answers {CellFormat.Share.Of(task.CleanAccuracy!.Value)} of {task.N} texts right; with the classes erased from a "
            + "site, beside random subspaces there:";
        foreach (IGrouping<string, ErasedAnswers> site in task.Erased.GroupBy(row => row.Site))
        {
            double[] random = [.. site.Where(row => row.Part == ErasedPart.Random).Select(row => row.Accuracy.Value ?? 0).Order()];
            yield return $"  {site.Key}: means {Of(site, ErasedPart.ClassMeans)}, LEACE {Of(site, ErasedPart.Leace)}"
                + (random.Length == 0 ? "" : $", random {CellFormat.Share.Of(random[0])} to {CellFormat.Share.Of(random[^1])}");
        }

        static string Of(IEnumerable<ErasedAnswers> site, ErasedPart part) => CellFormat.Share.Of(site.First(row => row.Part == part).Accuracy.Value);
    }

    private static IEnumerable<string> Transferred(ProbeTrainResult result)
    {
        if (result.Transfer is not { } transfer)
        {
            yield break;
        }

        TransferPoint point = transfer.Points.First(each => each.Site == Told(result).Site);
        foreach (TransferPair pair in point.Pairs)
        {
            yield return $"{point.Site}, {pair.TrainedOn} to {pair.TestedOn}: {CellFormat.Share.Of(pair.Accuracy.Value)} "
                + $"({CellFormat.Share.Of(pair.Accuracy.Interval)})"
                + (pair.TrainedOn == pair.TestedOn ? "" : $", cosine of means {CellFormat.Signed.Of(pair.MeanDifferenceCosine)}");
        }
    }

    private static IEnumerable<BaselineRow> Baselines(ProbeTrainResult result)
    {
        yield return new BaselineRow("majority", result.Baselines.Majority.ToEstimate());
        yield return new BaselineRow("uniform-random", new Estimate(result.Baselines.UniformRandom, null, result.Parts.TestRows));
        if (result.BagOfWords is { } words)
        {
            yield return new BaselineRow("bag-of-words", words.Accuracy);
        }

        yield return new BaselineRow("embeddings", result.Embeddings.Estimates.Accuracy);
    }

    private sealed record BaselineRow(string Name, Estimate Accuracy);

    private sealed record ClassRow(string Site, Statistics.ClassMetrics Scores);

    private sealed record ConfusionRow(string Site, string Actual, string Predicted, int Count);

    private sealed record SentenceRow(SentenceReading Reading, string Site, string Class, float Probability);
}
