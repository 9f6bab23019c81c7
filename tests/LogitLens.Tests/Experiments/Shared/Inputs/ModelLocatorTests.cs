using LogitLens.Checkpoints;
using LogitLens.Downloads;
using LogitLens.Experiments;
using LogitLens.Runs;
using LogitLens.Tests.Checkpoints.Hub;
using LogitLens.Tests.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Inputs;

public sealed class ModelLocatorTests
{
    [Fact]
    public void Who_waits_for_a_hub_that_fails_is_told_what_for()
    {
        using TemporaryFolder folder = new();
        using FakeHub hub = new();
        Heard heard = new();
        List<string> before = [];
        hub.Before = _ =>
        {
            before.AddRange(heard.Begun);
            return new LoopbackReply(503, []);
        };
        HubSettings settings = new()
        {
            CacheFolder = folder.Path,
            Endpoint = hub.Hub.Address,
            Downloads = new DownloadSettings { Attempts = 2, FirstPause = TimeSpan.FromMilliseconds(1) },
        };

        HubModelId model = HubModelId.Parse(FakeHub.Repository);
        Assert.Throws<DownloadException>(() => ModelLocator.Fetch(model, settings, heard, TestContext.Current.CancellationToken));

        Assert.Equal(["asking 127.0.0.1 for owner/model", "asking 127.0.0.1 for owner/model"], before);
    }

    private sealed class Heard : IProgressSink
    {
        public List<string> Begun { get; } = [];

        public void Begin(string activity, long total, long done = 0, string unit = "examples") => Begun.Add(activity);

        public void Advance(long count)
        {
        }

        public void End()
        {
        }

        public void Note(string message)
        {
        }

        public void Warn(string message)
        {
        }
    }
}
