using LogitLens.Engine;
using LogitLens.LinearProbes;
using LogitLens.TestSupport;

namespace LogitLens.Tests.LinearProbes;

public sealed class LogisticRegressionTests
{
    public LogisticRegressionTests() => TorchEngine.Start();

    public static TheoryData<int, int> Fits => new(from problem in new[] { 0, 1, 2 } from fit in Enumerable.Range(0, 6) select (problem, fit));

    [Theory]
    [MemberData(nameof(Fits))]
    public void Fits_are_scikit_learns(int problem, int index)
    {
        using DisposeScope scope = NewDisposeScope();
        ScikitLearnCase reference = ScikitLearnCase.Open(problem);
        ScikitLearnFit expected = reference.Logistic[index];
        using PrincipalFeatures features = new(reference.ToMatrix(), expected.Scaled ? FeatureScaling.Standardise : FeatureScaling.None);

        LogisticSolution solution = LogisticRegression.Solve(new LogisticProblems(features, reference.Labels, reference.Classes, [expected.C]));
        LinearProbe probe = features.Restored(solution.Probes[0]);

        Assert.True(solution.GradientNorms[0] <= LogisticRegression.Tolerance,
            $"gradient {solution.GradientNorms[0]} after {solution.Iterations[0]} iterations");
        double size = Math.Sqrt(expected.Weight.Sum(row => row.Sum(value => value * value)));
        for (int row = 0; row < expected.Weight.Length; row++)
        {
            Close.Assert(expected.Weight[row], probe.Weight[row], 1e-5 * size, $"weight {row}");
        }

        Close.Assert(expected.Bias, probe.Bias, new Tolerance(1e-4 * size, 1e-4), "bias");
        Assert.Equal(expected.Predicted, probe.Classify(reference.ToMatrix()));
    }

    [Fact]
    public void Problems_solved_together_are_those_solved_alone()
    {
        using DisposeScope scope = NewDisposeScope();
        ScikitLearnCase reference = ScikitLearnCase.Open(1);
        using PrincipalFeatures features = new(reference.ToMatrix(), FeatureScaling.Standardise);
        double[] penalties = [0.01, 0.01, 10, 10];
        bool[][] masks = [.. Enumerable.Range(0, 4).Select(p => reference.Labels.Select((_, row) => (row / 3 % 2 == 0) == (p % 2 == 0)).ToArray())];

        LogisticSolution together = LogisticRegression.Solve(new LogisticProblems(features, reference.Labels, 3, penalties, masks));

        for (int p = 0; p < 4; p++)
        {
            int[] rows = [.. Enumerable.Range(0, reference.Labels.Length).Where(row => masks[p][row])];
            LogisticSolution alone = LogisticRegression.Solve(new LogisticProblems(features, reference.Labels, 3, [penalties[p]], [masks[p]]));
            for (int k = 0; k < 3; k++)
            {
                Close.Assert(alone.Probes[0].Weight[k], together.Probes[p].Weight[k], new Tolerance(1e-6, 1e-5));
            }

            double[][] probabilities = features.Restored(together.Probes[p]).Probabilities(reference.ToMatrix());
            double loss = Enumerable.Range(0, reference.Labels.Length).Except(rows).Average(row => -Math.Log(probabilities[row][reference.Labels[row]]));
            Close.Assert(loss, together.LeftOutLoss[p], new Tolerance(1e-6, 0));
        }
    }

    [Fact]
    public void One_feature_by_hand()
    {
        using DisposeScope scope = NewDisposeScope();

        // Rows at -1 (class 0) and 1 (class 1): by symmetry no bias, and w solves 2 C / (1 + e^w) = w.
        using PrincipalFeatures features = new(tensor([-1.0, 1.0], [2, 1]), FeatureScaling.None);
        const double InversePenalty = 1.5;

        LinearProbe probe = features.Restored(LogisticRegression.Solve(new LogisticProblems(features, [0, 1], 2, [InversePenalty])).Probes[0]);

        double w = probe.Weight[0][0];
        Close.Assert(w, 2 * InversePenalty / (1 + Math.Exp(w)), new Tolerance(1e-7, 0));
        Close.Assert(0, probe.Bias[0], new Tolerance(1e-7, 0));
    }

    [Fact]
    public void A_sparse_matrix_gives_the_dense_ones_fit()
    {
        using DisposeScope scope = NewDisposeScope();
        int[][] texts = [[0, 1, 1], [2], [0, 2, -1], [1, 1, 3], [3], [0, 3]];
        int[] labels = [0, 1, 1, 0, 1, 0];
        double[] dense = [.. texts.SelectMany(text => Enumerable.Range(0, 4).Select(column => (double)text.Count(word => word == column)))];
        using CountFeatures counts = new(texts, 4);
        using PrincipalFeatures features = new(tensor(dense, [6, 4]), FeatureScaling.None);

        LinearProbe sparse = LogisticRegression.Solve(new LogisticProblems(counts, labels, 2, [2])).Probes[0];
        LinearProbe reference = features.Restored(LogisticRegression.Solve(new LogisticProblems(features, labels, 2, [2])).Probes[0]);

        Assert.True(Math.Abs(sparse.Weight[0][1]) > 0.1);
        Close.Assert(reference.Weight[0], sparse.Weight[0], 1e-6);
        Close.Assert(reference.Bias, sparse.Bias, 1e-6);
    }

    [Fact]
    public void The_penalty_with_the_least_loss_on_left_out_rows_is_chosen()
    {
        using DisposeScope scope = NewDisposeScope();
        SeededRandom random = new(3);

        // Noise has nothing to learn: the strongest penalty is best.
        double[] noise = [.. Enumerable.Range(0, 40 * 10).Select(_ => random.NextDouble() - 0.5)];
        int[] labels = [.. Enumerable.Range(0, 40).Select(row => row % 2)], folds = [.. Enumerable.Range(0, 40).Select(row => row / 2 % 5)];
        using PrincipalFeatures features = new(tensor(noise, [40, 10]), FeatureScaling.Standardise);

        FittedProbe fitted = RidgeChoice.Fit(features, labels, 2, [0.0001, 1, 1000], folds, CancellationToken.None);

        Assert.Equal(0.0001, fitted.InversePenalty);
        Assert.Equal(fitted.CrossValidationLoss.Min(), fitted.CrossValidationLoss[0]);
        Close.Assert(Math.Log(2), fitted.CrossValidationLoss[0], new Tolerance(1e-2, 0));
    }
}
