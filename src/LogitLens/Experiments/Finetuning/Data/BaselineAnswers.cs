using LogitLens.LinearProbes;
using LogitLens.Models;
using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>
/// What simpler classifiers answer to the test after learning from the same texts: what a finetuned model has to beat. Both are logistic regressions,
/// their ridge penalty chosen by cross-validation on the training texts.
/// </summary>
internal static class BaselineAnswers
{
    private const int Folds = 3;
    private static readonly double[] s_countPenalties = [0.01, 0.1, 1];
    private static readonly double[] s_bodyPenalties = [0.01, 0.1, 1];

    /// <summary>From how often each token occurs in a text: probabilities, [test text][class].</summary>
    /// <param name="training">What is learnt from.</param>
    /// <param name="test">What is answered.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="seed">Draws the folds.</param>
    /// <param name="cancellation">Heeded at each iteration.</param>
    public static double[][] BagOfWords(
        IReadOnlyList<TrainingRow> training, IReadOnlyList<TrainingRow> test, int classes, long seed, CancellationToken cancellation)
    {
        Dictionary<int, int> column = training.SelectMany(row => row.Prompt).Distinct().Order().Select((token, place) => (token, place)).ToDictionary();
        CountFeatures Counts(IReadOnlyList<TrainingRow> rows) =>
            new(rows.Select(row => row.Prompt.Select(token => column.GetValueOrDefault(token, -1))), column.Count);
        using CountFeatures learnt = Counts(training), asked = Counts(test);
        LinearProbe probe = RidgeChoice.Fit(learnt, Labels(training), classes, s_countPenalties, FoldsOf(training.Count, seed), cancellation).Probe;
        return probe.Probabilities(asked);
    }

    /// <summary>From what a head on the untrained body would read: probabilities, [test text][class].</summary>
    /// <param name="body">The model that training starts from.</param>
    /// <param name="training">What is learnt from.</param>
    /// <param name="test">What is answered.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="seed">Draws the folds.</param>
    /// <param name="cancellation">Heeded at each iteration.</param>
    public static double[][] FrozenBody(
        Transformer body, IReadOnlyList<TrainingRow> training, IReadOnlyList<TrainingRow> test, int classes, long seed, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        using PrincipalFeatures learnt = new(Streams(body, training, cancellation), FeatureScaling.Standardise);
        LinearProbe probe = learnt.Restored(
            RidgeChoice.Fit(learnt, Labels(training), classes, s_bodyPenalties, FoldsOf(training.Count, seed), cancellation).Probe);
        return probe.Probabilities(Streams(body, test, cancellation));
    }

    // The normalised stream at each text's last token, [text, d_model].
    private static Tensor Streams(Transformer body, IReadOnlyList<TrainingRow> rows, CancellationToken cancellation)
    {
        using IDisposable gradless = no_grad();
        Tensor streams = empty([rows.Count, body.Config.ModelWidth]);
        foreach (IReadOnlyList<int> batch in new LengthBatches(body.Config, new Options.RunOptions(), body.Device)
            .Cut(Enumerable.Range(0, rows.Count), row => rows[row].Prompt.Length, shared: 0))
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor normalized = ClassObjective.Normalized(body, [.. batch.Select(row => rows[row].Prompt)]).select(1, 0);
            streams.index_copy_(0, tensor([.. batch.Select(row => (long)row)]), normalized.to(ScalarType.Float32).cpu());
        }

        return streams;
    }

    private static int[] Labels(IReadOnlyList<TrainingRow> rows) => [.. rows.Select(row => row.Label!.Value)];

    private static int[] FoldsOf(int rows, long seed)
    {
        int[] folds = [.. Enumerable.Range(0, rows).Select(row => row % Folds)];
        new SeededRandom(seed, "folds").Shuffle(folds);
        return folds;
    }
}
