using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints;

public sealed class FileHashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_hash_of_abc_is_the_standards_example() =>
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", FileHash.Sha256(_folder.Write("abc.txt", "abc")));

    [Fact(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    public void A_link_has_the_hash_of_the_file_behind_it_and_follows_its_changes()
    {
        string target = _folder.Write("blob", "abc");
        string link = _folder.File("model.safetensors");
        File.CreateSymbolicLink(link, "blob");
        string before = FileHash.Sha256(link);

        File.WriteAllText(target, "another content");

        Assert.Equal(FileHash.Sha256(target), FileHash.Sha256(link));
        Assert.NotEqual(before, FileHash.Sha256(link));
    }
}
