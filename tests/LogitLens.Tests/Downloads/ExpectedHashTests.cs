using LogitLens.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Downloads;

public sealed class ExpectedHashTests
{
    [Theory]
    [InlineData(nameof(ExpectedHash.Algorithm.Sha256), "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03", true)]
    [InlineData(nameof(ExpectedHash.Algorithm.GitBlob), "ce013625030ba8dba906f756967f9e9ca394464a", true)] // what `git hash-object` prints
    [InlineData(nameof(ExpectedHash.Algorithm.GitBlob), "f572d396fae9206628714fb2ce00f72e94f2258f", false)] // the plain SHA-1 of the bytes
    public async Task Hello_has_the_hashes_that_sha256sum_and_git_print(string algorithm, string hex, bool matches)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("hello", "hello\n");

        Assert.Equal(matches, await new ExpectedHash(Enum.Parse<ExpectedHash.Algorithm>(algorithm), hex).MatchesAsync(path, default));
    }
}
