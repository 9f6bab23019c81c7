using LogitLens.Engine;
using LogitLens.LinearProbes;
using LogitLens.TestSupport;

namespace LogitLens.Tests.LinearProbes;

public sealed class LinearDiscriminantTests
{
    public LinearDiscriminantTests() => TorchEngine.Start();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Fits_are_scikit_learns(int problem)
    {
        using DisposeScope scope = NewDisposeScope();
        ScikitLearnCase reference = ScikitLearnCase.Open(problem);

        LinearProbe probe = LinearDiscriminant.Fit(reference.ToMatrix(), reference.Labels, reference.Classes);

        for (int row = 0; row < probe.Weight.Length; row++)
        {
            Close.Assert(reference.Lda.Weight[row], probe.Weight[row], new Tolerance(1e-8, 1e-6), $"weight {row}");
        }

        Close.Assert(reference.Lda.Bias, probe.Bias, new Tolerance(1e-7, 1e-6));
        Assert.Equal(reference.Lda.Predicted, probe.Classify(reference.ToMatrix()));
    }
}
