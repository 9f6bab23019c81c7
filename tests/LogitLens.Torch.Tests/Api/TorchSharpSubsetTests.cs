using LogitLens.Engine;
using LogitLens.TestSupport;
using TorchSharp;

namespace LogitLens.Torch.Tests.Api;

/// <summary>
/// <c>torchsharp-0.106-signatures.txt</c> lists the members of TorchSharp 0.106.0 that this project uses. Our subset has these and no others;
/// with <c>TorchProvider=nuget</c> the same tests ask the official assembly for them.
/// </summary>
public sealed class TorchSharpSubsetTests
{
    private static readonly string s_list = Path.Combine(
        SharedFiles.RepositoryRoot, "tests", "LogitLens.Torch.Tests", "Api", "torchsharp-0.106-signatures.txt");

    [Fact]
    public void The_engine_has_each_listed_member_with_the_same_signature()
    {
        Dictionary<string, HashSet<string>> listed = Signatures.Read(s_list);

        Assert.Empty(listed.Without(Signatures.Of(typeof(torch).Assembly)));
        Assert.True(listed["class torch.Tensor"].Count > 100, "the listing reaches the members");
    }

    [Fact]
    public void Our_subset_has_no_other_public_member()
    {
        Assert.SkipUnless(TorchEngine.Start().Provider == "system", "the engine is TorchSharp itself, which has more than the project uses");
        Assert.Empty(Signatures.Of(typeof(torch).Assembly).Without(Signatures.Read(s_list)));
    }

    [Fact]
    public void The_list_is_a_part_of_TorchSharps_own() =>
        Assert.Empty(Signatures.Read(s_list).Without(Signatures.Read(SharedFiles.Require("torchsharp-0.106-api.txt"))));

    /// <summary>Not a test: writes the list anew, after a member was added to the subset. It needs the listing of all of TorchSharp 0.106.0.</summary>
    [Fact(Explicit = true)]
    public void Write_the_list()
    {
        Dictionary<string, HashSet<string>> all = Signatures.Read(SharedFiles.Require("torchsharp-0.106-api.txt"));
        Dictionary<string, HashSet<string>> ours = Signatures.Of(typeof(torch).Assembly);
        string[] head =
        [
            "The public members of TorchSharp 0.106.0 that this project uses: the lines that src/LogitLens.Torch shares with a listing of its whole public",
            "API. That listing was made by reflection over TorchSharp.dll, built from the tag v0.106.0, in the notation of PublicSurface.cs. To write this",
            "file anew, put the listing at INTERP_SHARED/torchsharp-0.106-api.txt and run:",
            "  dotnet run --project tests/LogitLens.Torch.Tests -c Release -- -explicit only -method '*.Write_the_list'",
        ];
        Signatures.Write(s_list, head, ours.ToDictionary(type => type.Key, type => type.Value.Intersect(all.GetValueOrDefault(type.Key, [])).ToHashSet()));
    }
}
