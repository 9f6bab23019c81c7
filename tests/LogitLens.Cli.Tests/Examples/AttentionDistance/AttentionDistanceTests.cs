using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LogitLens.Checkpoints;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests.AttentionDistance;

/// <summary>The experiment that docs/architecture.md walks through: it is what the page says, and one line makes it a subcommand.</summary>
public sealed partial class AttentionDistanceTests : IDisposable
{
    private readonly Shell _shell = new() { Also = [new ExperimentCommand(AttentionDistanceKind.Instance)] };

    public void Dispose() => _shell.Dispose();

    public static TheoryData<string> QuotedCode => [.. CSharpBlock().Matches(Page()).Select(block => block.Groups[1].Value.TrimEnd())];

    [Theory]
    [MemberData(nameof(QuotedCode))]
    public void What_the_page_quotes_stands_in_the_sources(string code)
    {
        string folder = Path.Combine(SharedFiles.RepositoryRoot, "tests", "LogitLens.Cli.Tests", "Examples", "AttentionDistance");
        IEnumerable<string> sources = Directory.GetFiles(folder, "*.cs").Select(File.ReadAllText);

        Assert.Contains(sources, source => source.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_quotes_some() => Assert.True(QuotedCode.Count >= 3);

    [Fact]
    public void One_line_in_the_list_gives_help_references_a_schema_and_inspection()
    {
        string folder = Run("run");

        Assert.Equal((ExitCode.Done, ""), (_shell.Run("attention-distance", "--help"), _shell.Error));
        Assert.Contains("--skip-first", _shell.Out, StringComparison.Ordinal);
        _shell.Run("docs", "columns");
        Assert.Contains("`distances.csv`: a row is one head.", _shell.Out, StringComparison.Ordinal);
        _shell.Run("config-schema");
        Assert.Contains("skip-first", _shell.Out, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Done, ""), (_shell.Run("inspect", folder), _shell.Error));
        Assert.Equal("distance", Assert.Single(AttentionDistanceKind.Instance.Measure(FinishedRun.Open(folder)).Conditions[0].Metrics).Name);
        Assert.True(File.Exists(Path.Combine(folder, "figures", "distances.svg")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Distances_are_those_of_the_reference_patterns(int skipped)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        string[] options = skipped > 0 ? ["--skip-first"] : [];
        JsonElement results = JsonDocument.Parse(File.ReadAllText(Path.Combine(Run("run", options), "results.json"))).RootElement;
        using Checkpoint expected = SafetensorsFile.Open(Path.Combine(golden.Folder, "expected.safetensors"));

        foreach (JsonElement head in results.GetProperty("heads").EnumerateArray())
        {
            (int layer, int place) = (head.GetProperty("layer").GetInt32(), head.GetProperty("head").GetInt32());
            double distance = Enumerable.Range(0, golden.Sequences.Length).Average(sequence => Distance(
                Pattern(expected, sequence, layer, place, golden.Sequences[sequence].Length), skipped));
            Close.Assert(distance, head.GetProperty("distance").GetProperty("value").GetDouble(), Tolerance.Forward, $"head {layer}.{place}");
        }
    }

    [Fact]
    public void A_prompt_of_one_token_looks_at_itself()
    {
        string data = _shell.Write("one.jsonl", "{\"ids\": [5], \"label\": 0}\n{\"ids\": [7], \"label\": 1}\n");
        GoldenCase golden = GoldenCase.Open("odd-shape");

        Assert.Equal(ExitCode.Done, _shell.Run(
            "attention-distance", "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', golden.LabelTokens), "--output",
            _shell.File("run")));

        JsonElement results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_shell.File("run"), "results.json"))).RootElement;
        Assert.All(
            results.GetProperty("heads").EnumerateArray(), head => Assert.Equal(0, head.GetProperty("distance").GetProperty("value").GetDouble()));
    }

    private static string Page() => File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs", "architecture.md"));

    private static double[][] Pattern(Checkpoint expected, int sequence, int layer, int head, int length)
    {
        byte[] bytes = expected.ReadBytes(expected.Tensors[$"{sequence}/blocks.{layer}.attn.hook_pattern"]); // [head, query, key]
        return [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(value => (double)value).Chunk(length).Skip(head * length).Take(length)];
    }

    // By hand: each query's distance to what it sees, weighted, from the first position that counts on.
    private static double Distance(double[][] pattern, int first) => Enumerable.Range(first, pattern.Length - first).Average(query =>
        Enumerable.Range(first, query + 1 - first).Sum(key => pattern[query][key] * (query - key))
        / Enumerable.Range(first, query + 1 - first).Sum(key => pattern[query][key]));

    private string Run(string name, params string[] options)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        string data = _shell.Write(
            "ids.jsonl", string.Concat(golden.Sequences.Select((ids, i) => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": {i % 2}}}\n")));
        ExitCode code = _shell.Run(
        [
            "attention-distance", "--model", golden.Folder, "--dataset", data, "--label-token-ids", string.Join(',', golden.LabelTokens), "--output",
            _shell.File(name), .. options,
        ]);
        Assert.True(code == ExitCode.Done, _shell.Error);
        return _shell.File(name);
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();
}
