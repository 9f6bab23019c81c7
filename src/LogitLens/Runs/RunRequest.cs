using System.Text.Json.Nodes;
using LogitLens.Options;

namespace LogitLens.Runs;

/// <summary>A run that somebody asks for.</summary>
/// <param name="Command">The subcommand.</param>
/// <param name="CommandLine">The arguments as typed, for the record.</param>
/// <param name="Set">The subcommand's options.</param>
/// <param name="Values">Their values.</param>
/// <param name="Run">Those of them that say where the run goes.</param>
public sealed record RunRequest(string Command, IReadOnlyList<string> CommandLine, OptionSet Set, object Values, RunOptions Run)
{
    /// <summary>The folder that runs go to by default, from the current one.</summary>
    public const string DefaultParent = "results";

    /// <summary>The files and folders that the run reads, as far as its options name them and they are there.</summary>
    public IEnumerable<string> Inputs => OutputGuard.InputsOf(Set, Values).Concat(Parts);

    /// <summary>Runs that are put together, where this is a merge.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Whether what was begun can go on: merges and comparisons are done in one go, by commands without --resume.</summary>
    public bool CanGoOn => Parts.Count == 0 && Set.Find("resume") is not null;

    /// <summary>Every option's value.</summary>
    public JsonObject Options => Set.ToJson(Values);

    /// <summary>What tells this run from others: the options that can change what comes out of it.</summary>
    public JsonObject Identity => IdentityOf(Options);

    /// <summary>The values of those options that can change what comes out of a run.</summary>
    public JsonObject IdentityOf(JsonObject options) =>
        new(options.Where(o => Set.Find(o.Key) is not { IsRunOnly: true }).Select(o => KeyValuePair.Create(o.Key, o.Value?.DeepClone())));

    /// <summary>How another run's options differ, for a message: "shots is [0] there and [1] here"; null if they do not.</summary>
    public string? DifferenceFrom(RunManifest other)
    {
        if (other.Command != Command)
        {
            return $"it is of interp {other.Command}";
        }

        JsonObject here = Identity;
        JsonObject there = IdentityOf(other.Options);
        List<string> differences = here.Select(o => o.Key).Union(there.Select(o => o.Key))
            .Where(key => !JsonNode.DeepEquals(here[key], there[key]))
            .Select(key => $"{key} is {Text(there[key])} there and {Text(here[key])} here")
            .ToList();
        return differences.Count == 0 ? null : string.Join("; ", differences);
    }

    private static string Text(JsonNode? value) => value?.ToJsonString(Json.Compact) ?? "not set";
}
