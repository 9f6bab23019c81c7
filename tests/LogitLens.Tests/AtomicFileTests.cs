using LogitLens.TestSupport;

namespace LogitLens.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_beside_it()
    {
        string path = _folder.Write("results.json", "old");

        Assert.Throws<TimeoutException>(() => AtomicFile.WriteText(path, _ => throw new TimeoutException()));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Two_writers_of_one_file_do_not_disturb_each_other_and_the_last_one_stays()
    {
        string path = _folder.File("results.json");

        AtomicFile.WriteText(path, outer =>
        {
            outer.Write("from one ");
            AtomicFile.WriteText(path, inner => inner.Write("from the other"));
            Assert.Equal("from the other", File.ReadAllText(path));
            outer.Write("process");
        });

        Assert.Equal("from one process", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }
}
