using LogitLens.Engine;
using LogitLens.LinearProbes;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.LinearProbes;

public sealed class LinearEraserTests
{
    public LinearEraserTests() => TorchEngine.Start();

    public static TheoryData<int, bool> Cases => new(from problem in new[] { 0, 1, 2 } from leace in new[] { false, true } select (problem, leace));

    [Theory]
    [MemberData(nameof(Cases))]
    public void All_classes_have_one_mean_afterwards(int problem, bool leace)
    {
        using DisposeScope scope = NewDisposeScope();
        ScikitLearnCase data = ScikitLearnCase.Open(problem);

        Tensor erased = Eraser(data, leace).Apply(data.ToMatrix());

        double[][] means = ClassCentres.Of(erased, data.Labels, data.Classes).Means;
        Assert.All(means, mean => Close.Assert(means[0], mean, 1e-8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_probe_that_is_fitted_afterwards_knows_the_classes_shares_alone(int problem)
    {
        using DisposeScope scope = NewDisposeScope();
        ScikitLearnCase data = ScikitLearnCase.Open(problem);
        using PrincipalFeatures erased = new(Eraser(data, leace: true).Apply(data.ToMatrix()), FeatureScaling.Standardise);

        LogisticSolution solution = LogisticRegression.Solve(new LogisticProblems(erased, data.Labels, data.Classes, [1]));

        Assert.All(solution.Probes[0].Weight, row => Assert.All(row, value => Assert.Equal(0, value, 6)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_probe_of_erased_features_is_folded_into_one_of_the_features(int problem, bool leace)
    {
        using DisposeScope scope = NewDisposeScope();
        ScikitLearnCase data = ScikitLearnCase.Open(problem);
        LinearEraser eraser = Eraser(data, leace);
        LinearProbe probe = new(data.Logistic[4].Weight, data.Logistic[4].Bias);

        Close.Assert(
            [.. probe.Probabilities(eraser.Apply(data.ToMatrix())).SelectMany(row => row)],
            [.. eraser.Before(probe).Probabilities(data.ToMatrix()).SelectMany(row => row)],
            1e-9);
    }

    [Fact]
    public void Leace_changes_the_features_less_than_projection_in_their_own_metric()
    {
        using DisposeScope scope = NewDisposeScope();
        ScikitLearnCase data = ScikitLearnCase.Open(0);
        Tensor x = data.ToMatrix(), centred = x.sub(x.mean([0]));
        (Tensor values, Tensor vectors) = linalg.eigh(centred.t().mm(centred));
        Tensor whiten = vectors.mul(values.rsqrt());

        double Change(bool leace) => Eraser(data, leace).Apply(x).sub(x).mm(whiten).square().sum().Doubles()[0];

        Assert.True(Change(leace: true) < Change(leace: false));
    }

    private static LinearEraser Eraser(ScikitLearnCase data, bool leace) => leace
        ? LinearEraser.Leace(data.ToMatrix(), data.Labels, data.Classes)
        : LinearEraser.OfClassMeans(ClassCentres.Of(data.ToMatrix(), data.Labels, data.Classes));
}
