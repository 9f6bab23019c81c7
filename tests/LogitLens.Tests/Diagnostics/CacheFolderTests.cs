using LogitLens.Diagnostics;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Diagnostics;

public sealed class CacheFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_counts_once_however_many_links_lead_to_it()
    {
        string blob = _folder.Write("models--a--b/blobs/0123", new string('x', 1000));
        Directory.CreateDirectory(_folder.File("models--a--b/snapshots/main"));
        File.CreateSymbolicLink(_folder.File("models--a--b/snapshots/main/model.safetensors"), blob);

        CacheFolder found = CacheFolder.Find("models", _folder.Path);

        Assert.Equal((1000L, true), (found.Bytes, found.IsCounted));
        Assert.Equal(["models--a--b"], found.Entries);
    }

    [Fact]
    public void A_folder_that_is_not_there_has_no_size() => Assert.Null(CacheFolder.Find("models", _folder.File("none")).Bytes);
}
