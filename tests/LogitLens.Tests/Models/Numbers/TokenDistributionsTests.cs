using LogitLens.Engine;
using LogitLens.Models;
using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Models;

/// <summary>Against sums in float64 over the very same logits, of GPT-2's vocabulary.</summary>
public sealed class TokenDistributionsTests
{
    private const int Vocabulary = 50257;

    /// <summary>
    /// Spread of the logits, what is added to all (GPT-2's are around -100), how far one token stands out, the second row's distance from the first.
    /// </summary>
    public static TheoryData<double, double, double, double> Shapes => new()
    {
        { 0.1, 0, 0, 0.015 },
        { 3, 0, 0, 0.01 },
        { 3, -100, 0, 0.01 },
        { 3, -100, 25, 0.01 },
        { 0.5, 0, 15, 0.1 },
        { 1, 0, 16, 0.02 },
        { 3, -30, 0, 1 },
        { 2, 200, 0, 4 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Log_probabilities_entropy_and_divergence_are_those_of_float64(double spread, double offset, double outstanding, double distance)
    {
        TorchEngine.Start();
        using DisposeScope scope = NewDisposeScope();
        float[][] rows = Logits(spread, offset, outstanding, distance);
        long[] tokens = [0, 1, 777, Vocabulary - 1, Array.IndexOf(rows[0], rows[0].Max())];
        using TokenDistributions read = new(tensor([.. rows.SelectMany(row => row)], [rows.Length, Vocabulary]));
        using TokenDistributions first = read.Row(0);

        double[][] exact = [.. rows.Select(LogProbabilities)];
        double[] scores = read.LogProbabilities(tensor(tokens, [1, tokens.Length], ScalarType.Int64)).data<double>().ToArray();
        Close.Assert([.. exact.SelectMany(row => tokens.Select(token => row[token]))], scores, Tolerance.VocabularySum, "log-probability");
        Close.Assert(
            [.. exact.Select(row => -row.Sum(log => Math.Exp(log) * log))], read.Entropy().data<double>().ToArray(), Tolerance.VocabularySum, "entropy");
        Close.Assert(
            [.. exact.Select(row => exact[0].Zip(row, (p, q) => Math.Exp(p) * (p - q)).Sum())], read.DivergenceFrom(first).data<double>().ToArray(),
            Tolerance.VocabularySum, "divergence");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_training_loss_is_that_of_float64(double spread, double offset, double outstanding, double distance)
    {
        TorchEngine.Start();
        using DisposeScope scope = NewDisposeScope();
        float[] row = Logits(spread, offset, outstanding, distance)[0];
        long[] targets = [0, 777, Array.IndexOf(row, row.Max())];
        Tensor logits = tensor(row, [1, Vocabulary]).repeat(targets.Length, 1);
        logits.requires_grad = true;

        Tensor losses = SmoothedCrossEntropy.Of(logits, tensor(targets), smoothing: 0);
        float[] gradient = autograd.grad([losses.sum()], [logits])[0].select(0, 1).data<float>().ToArray();

        double[] exact = LogProbabilities(row);
        Close.Assert([.. targets.Select(target => -exact[target])], losses.data<float>().ToArray(), Tolerance.VocabularySum, "loss");
        Close.Assert([.. exact.Select((log, token) => Math.Exp(log) - (token == 777 ? 1 : 0))], gradient, Tolerance.VocabularySum, "gradient");
    }

    [Fact]
    public void The_cases_reach_down_to_divergences_of_1e_4()
    {
        double[][] exact = [.. Logits(3, -100, 0, 0.014).Select(LogProbabilities)];
        double divergence = exact[0].Zip(exact[1], (p, q) => Math.Exp(p) * (p - q)).Sum();
        Assert.InRange(divergence, 5e-5, 2e-4);
    }

    [Fact]
    public void A_row_is_itself_whatever_stands_beside_it()
    {
        TorchEngine.Start();
        using DisposeScope scope = NewDisposeScope();
        float[][] rows = Logits(3, 0, 0, 1);
        using TokenDistributions both = new(tensor([.. rows.SelectMany(row => row)], [2, Vocabulary])), alone = new(tensor(rows[1], [1, Vocabulary]));
        using TokenDistributions second = both.Row(1);

        // Not bit for bit: a row alone is added up by all threads, of two rows each by one.
        double entropy = -LogProbabilities(rows[1]).Sum(log => Math.Exp(log) * log);
        Close.Assert([entropy, entropy], [alone.Entropy().item<double>(), second.Entropy().item<double>()], Tolerance.VocabularySum, "entropy");
        Close.Assert(0, second.DivergenceFrom(alone).item<double>(), Tolerance.VocabularySum, "divergence");
    }

    private static float[][] Logits(double spread, double offset, double outstanding, double distance)
    {
        Random random = new(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] logits = [.. Enumerable.Range(0, Vocabulary).Select(_ => offset + spread * Normal())];
        logits[4321] += outstanding;
        return [[.. logits.Select(logit => (float)logit)], [.. logits.Select(logit => (float)(logit + distance * Normal()))]];
    }

    private static double[] LogProbabilities(float[] logits)
    {
        double most = logits.Max(), total = logits.Sum(logit => Math.Exp(logit - most));
        return [.. logits.Select(logit => logit - most - Math.Log(total))];
    }
}
