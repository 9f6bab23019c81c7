using LogitLens.LinearProbes;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>Sums up what probes made of the test part; a pure function of records, setup and seed.</summary>
/// <param name="data">The data in its parts.</param>
/// <param name="trained">The probes.</param>
internal sealed class ProbeSummary(ProbeData data, TrainedProbes trained, long seed)
{
    // With many probes, as of every head, a bootstrap of each takes longer than fitting them.
    private const int MostResampled = 64;

    /// <summary>The probes' scores.</summary>
    public ProbeTrainResult Of(IEnumerable<ProbeRecord> records, ProbeTrainOptions options, int layers)
    {
        List<(ProbeRow Row, int Label, string Text)> rows =
            [.. records.SelectMany(record => record.Rows.Select(row => (row, row.Label ?? record.Label, record.Id)))];
        bool hasRows = rows.Count > 0;
        int[] labels = [.. rows.Select(row => row.Label)];
        IReadOnlyList<int>? clusters = data.ClustersOf(rows.Select(row => row.Text));
        bool[]? byWords = hasRows && rows[0].Row.BagOfWords is not null ? [.. rows.Select(row => row.Row.BagOfWords == row.Label)] : null;
        ProbeScores[] probes = [.. trained.Points.Select((point, k) => Scores(
            point, labels, clusters, [.. rows.Select(row => row.Row.Probabilities[k])], [.. rows.Select(row => row.Row.Control[k] == row.Row.ControlLabel)],
            point.RandomModel is null ? null : [.. rows.Select(row => row.Row.RandomModel[k] == row.Label)], byWords) with
        {
            WithoutMeans = point.WithoutMeans is null ? null : Share([.. rows.Select(row => row.Row.WithoutMeans[k] == row.Label)], clusters),
            WithoutConcept = point.WithoutConcept is null ? null : Share([.. rows.Select(row => row.Row.WithoutConcept[k] == row.Label)], clusters),
        })];
        int best = trained.ValidationRows == 0 ? -1
            : Enumerable.Range(0, probes.Length).MaxBy(k => trained.Points[k].Validation?.Count);
        return new ProbeTrainResult
        {
            Labels = data.Labels,
            Method = options.Method,
            Position = options.Position.ToString(),
            LayerCount = layers,
            Parts = new PartSizes(
                data.Of(ProbePart.Train).Length, data.Of(ProbePart.Validation).Length, data.Of(ProbePart.Test).Length, trained.TrainRows,
                    trained.ValidationRows, rows.Count,
                data.Groups.Distinct().Count(), data.Duplicates),
            Baselines = Baselines.Of(data.Labels, labels),
            BagOfWords = byWords is null ? null
                : new WordCountScores(Share(byWords, clusters), trained.BagOfWords!.Fitted.InversePenalty, trained.BagOfWords.Words.Length),
            ControlSeen = Proportion.Of([.. rows.Select(row => row.Row.ControlSeen)], clusters),
            Probes = probes,
            Embeddings = Scores(trained.Embeddings, labels, clusters, [.. rows.Select(row => row.Row.Embeddings)], null, null, byWords),
            Best = best < 0 ? null : new BestProbe(probes[best].Site, probes[best].Layer, probes[best].Estimates.ValidationAccuracy!,
                probes[best].Estimates.Accuracy),
            Comparisons = best < 0 || !hasRows ? [] : Compare(rows, labels, clusters, best),
            ErasedTask = trained.ErasedTask,
            Transfer = trained.Transfer,
            Sentences = trained.Sentences,
            Notes = data.Notes,
        };
    }

    private ProbeScores Scores(
        TrainedPoint point, int[] labels, IReadOnlyList<int>? clusters, float[][] probabilities, bool[]? control, bool[]? random, bool[]? words)
    {
        int[] given = [.. probabilities.Select(row => Array.IndexOf(row, row.Max()))];
        bool[] right = [.. given.Zip(labels, (a, b) => a == b)];
        LabelledPredictions predictions = new(data.Labels, labels, given, [.. probabilities.Select(row => row.Select(value => (double)value).ToArray())]);
        bool resampled = labels.Length > 0 && trained.Points.Count <= MostResampled;
        ClassificationMetrics? metrics = resampled ? WithoutCurves(ClassificationMetrics.Of([predictions], clusters, seed, resamples: 500)) : null;
        Estimate accuracy = Share(right, clusters);
        Estimate controlAccuracy = control is null ? new Estimate(null, null, 0) : Share(control, clusters);
        Estimate? validation = point.Validation?.ToEstimate();
        Estimate selectivity = control is null ? new Estimate(null, null, 0) : Difference(control, right, clusters);
        FittedProbe fitted = point.Fitted;
        return new ProbeScores
        {
            Site = point.Name,
            Layer = point.Layer,
            Head = point.Head,
            Accuracy = accuracy.Value,
            ControlAccuracy = controlAccuracy.Value,
            Selectivity = selectivity.Value,
            ValidationAccuracy = validation?.Value,
            RandomModelAccuracy = random is null ? null : Share(random, clusters).Value,
            Estimates = new ProbeEstimates(
                accuracy, controlAccuracy, selectivity, validation, random is null ? null : Share(random, clusters),
                random is null ? null : Difference(random, right, clusters), words is null ? null : Difference(words, right, clusters)),
            InversePenalty = fitted.InversePenalty,
            CrossValidationLoss = fitted.CrossValidationLoss,
            Iterations = fitted.Iterations,
            GradientNorm = fitted.GradientNorm,
            MeanDifferenceCosine = [.. fitted.Probe.Weight.Zip(new ClassCentres(point.ClassMeans).Differences, LinearProbe.Cosine)],
            LearningCurve = point.Curve,
            ControlLearningCurve = point.ControlCurve,
            Metrics = metrics,
        };
    }

    private IReadOnlyList<ProbeComparison> Compare(IReadOnlyList<(ProbeRow Row, int Label, string Text)> rows, int[] labels, IReadOnlyList<int>? clusters,
        int best)
    {
        bool[] Right(int k) => [.. rows.Zip(labels, (row, label) => Array.IndexOf(row.Row.Probabilities[k], row.Row.Probabilities[k].Max()) == label)];
        bool[] ofBest = Right(best);
        int[] others = [.. Enumerable.Range(0, trained.Points.Count).Where(k => k != best)];
        PairedProportions[] pairs = [.. others.Select(k => PairedProportions.Of([ofBest], [Right(k)], clusters))];
        double[] adjusted = BenjaminiHochberg.Adjust([.. pairs.Select(pair => pair.Test.PValue ?? 1)]);
        return [.. others.Select((k, i) =>
            new ProbeComparison(trained.Points[k].Name, trained.Points[best].Name, pairs[i].Difference, pairs[i].Test, adjusted[i]))];
    }

    // The curves' points are more than all else together, and no figure shows them.
    private static ClassificationMetrics WithoutCurves(ClassificationMetrics metrics) =>
        metrics with { Classes = [.. metrics.Classes.Select(scores => scores with { Roc = null })] };

    private static Estimate Share(bool[] right, IReadOnlyList<int>? clusters) => Proportion.Of(right, clusters).ToEstimate();

    private static Estimate Difference(bool[] first, bool[] second, IReadOnlyList<int>? clusters) =>
        PairedProportions.Of([first], [second], clusters).Difference;
}
