using LogitLens.TestSupport;
using TorchSharp;

namespace LogitLens.Torch.Tests.Api;

public sealed class TorchSharpSubsetTests
{
    [Fact]
    public void Every_public_member_stands_in_TorchSharp_with_the_same_signature()
    {
        Dictionary<string, HashSet<string>> reference = Reference(SharedFiles.Require("torchsharp-0.106-api.txt"));
        Dictionary<string, List<string>> ours = PublicSurface.Of(typeof(torch).Assembly);

        List<string> strangers = [];
        foreach ((string type, List<string> members) in ours)
        {
            if (!reference.TryGetValue(type, out HashSet<string>? known))
            {
                strangers.Add(type);
                continue;
            }

            IEnumerable<string> extra = type.StartsWith("enum ", StringComparison.Ordinal)
                ? members.Single().Split(", ").Except(known.Single().Split(", "))
                : members.Where(member => !known.Contains(member));
            strangers.AddRange(extra.Select(member => $"{type}: {member}"));
        }

        Assert.Empty(strangers);
        Assert.True(ours["class torch.Tensor"].Count > 100, "the listing reaches the members");
    }

    private static Dictionary<string, HashSet<string>> Reference(string path)
    {
        Dictionary<string, HashSet<string>> types = [];
        HashSet<string> members = [];
        foreach (string line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("T ", StringComparison.Ordinal))
            {
                string header = line[2..].Split(" : ")[0];
                types[header] = members = [];
            }
            else
            {
                members.Add(line.Trim());
            }
        }

        return types;
    }
}
