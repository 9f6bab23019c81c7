using LogitLens.Experiments;
using LogitLens.Experiments.Probes;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Probes;

public sealed class ProbeTrainerTests
{
    [Fact]
    public void Shares_of_texts_that_belong_together_have_intervals_over_their_clusters()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("films.csv");
        File.WriteAllLines(path,
        [
            "text,label,film",
            .. Enumerable.Range(0, 48).Select(i => $"film {i / 8} is {(i % 2 == 0 ? "dull" : "fun")} {i % 8},{(i % 2 == 0 ? "negative" : "positive")},{i / 8}"),
        ]);
        ModelSource source = ModelSource.Find(new ModelOptions { Model = ModelLocator.Bundled }, SilentProgress.Instance);
        using LoadedModel model = source.Load();
        ProbeTrainOptions options = new()
        {
            Sites = "blocks.1.hook_resid_post",
            Data = new DataOptions { Dataset = path, Cluster = "film" },
            Baselines = ["none"],
            InversePenalties = [1],
            ValidationShare = 0.4,
            TestShare = 0.5,
            Erase = true,
            RandomSubspaces = 0,
        };
        ProbeData data = ProbeData.Open(source, options);

        TrainedProbes trained = new ProbeTrainer(options, data, source, model.Transformer, SilentProgress.Instance).Train(folder.Path, default);

        Assert.All([trained.Points[0].Validation!, trained.ErasedTask!.CleanAccuracy!, trained.ErasedTask.Erased[0].Accuracy], share =>
        {
            Assert.InRange(share.N, 8, 32);
            Assert.NotEqual(Proportion.Wilson(share.Count, share.N), share.Interval);
        });
    }
}
