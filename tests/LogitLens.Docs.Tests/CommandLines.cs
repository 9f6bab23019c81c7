using System.Text.RegularExpressions;

namespace LogitLens.Docs.Tests;

/// <summary>Reads a block of shell commands that are calls of interp, one by one or in a loop over words.</summary>
internal static partial class CommandLines
{
    private static readonly string[] s_sweeps = ["head-ablation", "attention-mask", "attribute", "steer"];

    /// <summary>The arguments of each call; null where the block has anything that only a shell can read, or that starts the program again.</summary>
    public static IReadOnlyList<string[]>? Parse(string block)
    {
        string unrolled = Loop().Replace(block, loop => string.Join('\n', loop.Groups["word"].Captures.Select(
            word => loop.Groups["body"].Value.Replace($"${loop.Groups["name"]}", word.Value, StringComparison.Ordinal))));
        List<string[]> lines = [];
        for (int at = 0; at < unrolled.Length;)
        {
            Match line = Line().Match(unrolled, at);
            if (!line.Success)
            {
                return null;
            }

            at += line.Length;
            string[] words = [.. line.Groups["word"].Captures.Select(word => word.Value.StartsWith('"') ? word.Value[1..^1] : word.Value)];
            if (words.Length > 0 && (words[0] is not ("interp" or "./interp") || words.Contains("--processes")))
            {
                return null;
            }

            if (words.Length > 0)
            {
                lines.Add(words[1..]);
            }
        }

        return lines;
    }

    /// <summary>
    /// The same call over no more examples than so many, where it says how many or is a sweep, which takes long over all. Shards need as many batches as
    /// there are.
    /// </summary>
    public static string[] Shortened(string[] call, int most)
    {
        if (call.Contains("--shard"))
        {
            return call;
        }

        int limit = Array.IndexOf(call, "--limit");
        return limit >= 0
            ? [.. call[..(limit + 1)], Math.Min(most, int.Parse(call[limit + 1], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
                .. call[(limit + 2)..]]
            : s_sweeps.Contains(call[0]) && !call.Contains("--prompt") ? [.. call, "--limit", most.ToString(CultureInfo.InvariantCulture)] : call;
    }

    // Words, plain or whole in double quotes, then a comment or none. What a shell would act on within them (variables, patterns, pipes, backslashes) is none.
    [GeneratedRegex("""\G[ ]*(?:(?<word>"[^"$`\\]*"|[A-Za-z0-9_@%+=:,./-]+)(?:[ ]+|(?=\n|\z)))*(?:\#[^\n]*)?(?:\n|\z)""")]
    private static partial Regex Line();

    [GeneratedRegex("""^for (?<name>[a-z]) in(?: (?<word>[A-Za-z0-9.-]+))+; do (?<body>[^;\n]+); done$""", RegexOptions.Multiline)]
    private static partial Regex Loop();
}
