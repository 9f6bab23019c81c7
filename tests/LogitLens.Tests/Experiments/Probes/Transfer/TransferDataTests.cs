using LogitLens.Experiments;
using LogitLens.Experiments.Probes;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Probes.Transfer;

public sealed class TransferDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Further_data_are_divided_by_the_share_that_is_asked_for_where_they_have_no_splits_of_their_own()
    {
        ModelSource source = ModelSource.Find(new ModelOptions { Model = ModelLocator.Bundled }, SilentProgress.Instance);
        ProbeTrainOptions options = new()
        {
            Data = new DataOptions { Dataset = Texts("own") },
            Transfer = [Texts("other"), "reviews"],
            TestShare = 0.5,
        };
        ProbeData own = ProbeData.Open(source, options);

        IReadOnlyList<TransferData> further = TransferData.Open(source, options, own);

        Assert.Equal([10, 10], [own.Of(ProbePart.Test).Length, further[0].Data.Of(ProbePart.Test).Length]);
        Assert.All(further[1].Data.Of(ProbePart.Test), text => Assert.True(text >= further[1].Data.Of(ProbePart.Train).Max(), "its own test split"));
    }

    private string Texts(string name)
    {
        string path = _folder.File(name + ".csv");
        File.WriteAllLines(path, ["text,label", .. Enumerable.Range(0, 20).Select(i => $"{name} film {i},{(i % 2 == 0 ? "negative" : "positive")}")]);
        return path;
    }
}
