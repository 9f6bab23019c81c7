using System.Text.RegularExpressions;
using LogitLens.Datasets;
using LogitLens.Experiments.Lens;
using LogitLens.Runs;

namespace LogitLens.Experiments.Finetuning;

/// <summary>
/// The same analysis of the model before training and after it, as <c>--then</c> asks for: each command's runs, and what differs between them, lie in
/// the run's folder under <c>then</c>. Only equal readouts are compared: a new head has no counterpart before training, nor have random weights. The
/// lens is also run with the two models' readouts swapped (<see cref="LensReadBy"/>).
/// </summary>
internal static partial class ThenCommands
{
    /// <summary>The folder of the follow-ups in the run's.</summary>
    public const string Folder = "then";

    private const string ReadoutOption = "--readout";

    /// <summary>The commands that follow a run.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="folder">Its folder, as far as it is known.</param>
    /// <param name="done">Whether the run is done, so that what it tested on is known.</param>
    /// <exception cref="InputException">There is nothing to analyse on.</exception>
    public static IReadOnlyList<FollowUp> Of(FinetuneOptions options, string folder, bool done)
    {
        if (options.Then is not { } then)
        {
            return [];
        }

        string? split = done ? FinishedRun.Open(folder).Result<FinetuneResult>().TestedOn?.Split(' ')[^1] : null;
        return
        [
            .. then.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(line =>
                OfLine(Words(line), options, folder, split)),
        ];
    }

    /// <summary>Where a command's run before or after training lies.</summary>
    public static string PathOf(string folder, string command, string which) => Path.Combine(folder, Folder, $"{command}-{which}");

    private static IEnumerable<FollowUp> OfLine(string[] words, FinetuneOptions options, string folder, string? split)
    {
        string command = words[0];
        string again = options.Force ? "--force" : "--resume";
        FollowUp Analysis(string model, string which, params string[] further) => new(
            [
                command, "--model", model, .. Data(words, options, split), .. further, .. words[1..], "--output", PathOf(folder, command, which), again,
            ]);
        bool hasBefore = options.Objective != FinetuneObjective.Head && options.Training.Init == StartingWeights.Model;
        if (hasBefore)
        {
            yield return Analysis(options.Model.Model, LensReadBy.Before);
        }

        for (int model = 1; model <= options.Training.Seeds; model++)
        {
            yield return Analysis(Path.Combine(folder, NameOf("model", model)), NameOf(LensReadBy.After, model));
        }

        if (hasBefore && command == LogitLensKind.Instance.Command && !words.Contains(ReadoutOption))
        {
            string ModelOf(string which) => which == LensReadBy.Before ? options.Model.Model : Path.Combine(folder, NameOf("model", 1));
            foreach (LensReadBy swapped in LensReadBy.All.Where(each => each.IsSwapped))
            {
                yield return Analysis(ModelOf(swapped.Streams), swapped.Name, ReadoutOption, ModelOf(swapped.Readout));
            }
        }

        if (hasBefore)
        {
            yield return new FollowUp(
            [
                "compare", PathOf(folder, command, LensReadBy.Before), PathOf(folder, command, LensReadBy.After), "--output",
                PathOf(folder, command, "comparison"), "--force",
            ]);
        }

        if (options.Training.Seeds > 1)
        {
            yield return new FollowUp(
            [
                "compare", .. Enumerable.Range(1, options.Training.Seeds).Select(model => PathOf(folder, command, NameOf(LensReadBy.After, model))),
                "--output", PathOf(folder, command, "seeds"), "--force",
            ]);
        }
    }

    private static string NameOf(string first, int model) => model == 1 ? first : $"{first}-{model}";

    // What was tested on, asked in the same words, unless the user says otherwise; a prompt of the user's own needs no data.
    private static IEnumerable<string> Data(string[] words, FinetuneOptions options, string? split)
    {
        CatalogueEntry? entry = DatasetCatalogue.Find(options.Data.Dataset);
        string? file = TestFile(options.Material, entry, split);
        bool hasPrompt = words.Any(word => word is "--prompt" or "--token-ids");
        if (entry is null && file is null && !hasPrompt && !words.Contains("--dataset"))
        {
            throw new InputException(
                $"--then {words[0]} looks at what was tested on, and {options.Data.Dataset} has no test split: name a file with --test, or --dataset within "
                + "--then");
        }

        (string Name, string? Value)[] data =
        [
            ("--dataset", file ?? options.Data.Dataset),
            ("--data-dir", file is null ? options.Data.DataDir : null),
            ("--split", file is null && entry is not null ? split : null),
            ("--text-column", options.Data.TextColumn),
            ("--label-column", options.Data.LabelColumn),
            ("--template", options.Objective == FinetuneObjective.Head ? null : options.Material.Template),
        ];
        (string Name, string? Value)[] ours =
        [
            .. hasPrompt ? [] : data,
            ("--tokenizer", options.Training.Init == StartingWeights.Random ? null : options.Model.Tokenizer),
            ("--device", options.Model.Engine.Device),
            ("--threads", options.Model.Engine.Threads?.ToString(CultureInfo.InvariantCulture)),
        ];
        return ours.Where(each => each.Value is not null && !words.Contains(each.Name)).SelectMany(each => new[] { each.Name, each.Value! });
    }

    // Where there is no test, what was validated on is tested on too.
    private static string? TestFile(MaterialOptions material, CatalogueEntry? entry, string? split)
    {
        bool isValidation = entry is null || (split is not null && !entry.Splits.Contains(split));
        string? name = (material.Test ?? (isValidation ? material.Validation : null))?.Name;
        return File.Exists(name) ? name : null;
    }

    // As a shell parts them, where quotes hold words together.
    private static string[] Words(string line) =>
        [
            .. Word().Matches(line).Select(match =>
                match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Success ? match.Groups[2].Value : match.Value),
        ];

    [GeneratedRegex("'([^']*)'|\"([^\"]*)\"|\\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
