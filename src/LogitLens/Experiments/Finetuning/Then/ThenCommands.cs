using LogitLens.Datasets;
using LogitLens.Experiments.Capture;
using LogitLens.Experiments.Lens;
using LogitLens.Runs;

namespace LogitLens.Experiments.Finetuning;

/// <summary>
/// The same analysis of the model before training and after it, as <c>--then</c> asks for: each command's runs, and what differs between them, lie in
/// the run's folder under <c>then</c>. Only equal readouts are compared: a new head has no counterpart before training, nor have random weights. The
/// lens is also run with the two models' readouts swapped (<see cref="LensReadBy"/>).
/// </summary>
internal static class ThenCommands
{
    /// <summary>The folder of the follow-ups in the run's.</summary>
    public const string Folder = "then";

    private const string ReadoutOption = "--readout";
    private const string SkipOption = "--skip-bad-rows";

    /// <summary>The commands that follow a run.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="folder">Its folder, as far as it is known.</param>
    /// <param name="done">Whether the run is done, so that what it tested on is known.</param>
    /// <exception cref="InputException">There is nothing to analyse on, or what is asked for cannot follow.</exception>
    public static IReadOnlyList<FollowUp> Of(FinetuneOptions options, string folder, bool done)
    {
        if (options.Then is not { } then)
        {
            return [];
        }

        string? split = done ? FinishedRun.Open(folder).Result<FinetuneResult>().TestedOn?.Split(' ')[^1] : null;
        return [.. ThenLine.Parse(then).SelectMany(line => OfLine(line, options, folder, split))];
    }

    /// <summary>Where a command's run before or after training lies.</summary>
    /// <param name="folder">The finetuning's folder.</param>
    /// <param name="command">The command, or the name of its line.</param>
    /// <param name="which">Which of its runs.</param>
    public static string PathOf(string folder, string command, string which) => Path.Combine(folder, Folder, $"{command}-{which}");

    /// <summary>Which of the four lenses a line runs; none where there is no model before to compare with, or it is no lens.</summary>
    /// <param name="line">The line.</param>
    /// <param name="options">The run's options.</param>
    public static IEnumerable<LensReadBy> LensesOf(ThenLine line, FinetuneOptions options) =>
        HasBefore(options) && line.Command == LogitLensKind.Instance.Command ? LensReadBy.All.Where(each => !each.IsSwapped || !line.Gives(ReadoutOption)) : [];

    private static bool HasBefore(FinetuneOptions options) =>
        options.Objective != FinetuneObjective.Head && options.Training.Init == StartingWeights.Model;

    private static IEnumerable<FollowUp> OfLine(ThenLine line, FinetuneOptions options, string folder, string? split)
    {
        FollowUp Analysis(string model, string which, params string[] further) => new(
            [
                line.Command, "--model", model, .. Data(line, options, split), .. further, .. line.Options, "--output", OutputOf(line, folder, which),
                options.Force || IsOutdated(RunOf(line, folder, which), folder) ? "--force" : "--resume",
            ]);
        FollowUp Comparison(string name, IEnumerable<string> runs) => new(
            [ThenLine.Compare, .. runs.Select(which => RunOf(line, folder, which)), "--output", PathOf(folder, line.Name, name), "--force"]);
        bool hasBefore = HasBefore(options);
        string[] after = [.. Enumerable.Range(1, options.Training.Seeds).Select(model => NameOf(LensReadBy.After, model))];
        if (hasBefore)
        {
            yield return Analysis(options.Model.Model, LensReadBy.Before);
        }

        for (int model = 1; model <= options.Training.Seeds; model++)
        {
            yield return Analysis(Path.Combine(folder, NameOf("model", model)), after[model - 1]);
        }

        string ModelOf(string which) => which == LensReadBy.Before ? options.Model.Model : Path.Combine(folder, NameOf("model", 1));
        foreach (LensReadBy swapped in LensesOf(line, options).Where(each => each.IsSwapped))
        {
            yield return Analysis(ModelOf(swapped.Streams), swapped.Name, ReadoutOption, ModelOf(swapped.Readout));
        }

        if (hasBefore && !line.HasPrompt)
        {
            yield return Comparison("comparison", [LensReadBy.Before, LensReadBy.After]);
        }

        if (options.Training.Seeds > 1 && !line.HasPrompt)
        {
            yield return Comparison("seeds", after);
        }
    }

    // What capture writes is a file, beside which its run lies.
    private static string OutputOf(ThenLine line, string folder, string which) => PathOf(folder, line.Name, which) + (IsCapture(line) ? ".safetensors" : "");

    private static string RunOf(ThenLine line, string folder, string which) => PathOf(folder, line.Name, which) + (IsCapture(line) ? ".run" : "");

    // A run that is there may be of a model that this one has replaced.
    private static bool IsOutdated(string run, string folder) => RunManifest.TryLoad(run) is { } there && ChangedInputs.Within(there, folder) is not null;

    private static bool IsCapture(ThenLine line) => line.Command == CaptureKind.Instance.Command;

    private static string NameOf(string first, int model) => model == 1 ? first : $"{first}-{model}";

    // What was tested on, asked in the same words, unless the user says otherwise; texts of the user's own need no data.
    private static IEnumerable<string> Data(ThenLine line, FinetuneOptions options, string? split)
    {
        CatalogueEntry? entry = DatasetCatalogue.Find(options.Data.Dataset);
        string? file = TestFile(options.Material, entry, split);
        bool isTested = !line.HasTexts && !line.Gives("--dataset");
        if (entry is null && file is null && isTested)
        {
            throw new InputException(
                $"--then {line.Command} looks at what was tested on, and {options.Data.Dataset} has no test split: name a file with --test, "
                + "or --dataset within --then");
        }

        IReadOnlyList<int> labels = options.Data.LabelTokenIds;
        (string Name, string? Value)[] tested =
        [
            ("--dataset", file ?? options.Data.Dataset),
            ("--data-dir", file is null ? options.Data.DataDir : null),
            ("--split", file is null && entry is not null ? split : null),
            ("--text-column", options.Data.TextColumn),
            ("--label-column", options.Data.LabelColumn),
            ("--cluster", IsCapture(line) ? null : options.Data.Cluster),
            ("--label-token-ids", labels.Count == 0 ? null : string.Join(',', labels)),
        ];
        (string Name, string? Value)[] ours =
        [
            .. isTested ? tested : [],
            ("--template", line.HasTexts || options.Objective == FinetuneObjective.Head ? null : options.Material.Template),
            ("--tokenizer", options.Training.Init == StartingWeights.Random ? null : options.Model.Tokenizer),
            ("--device", options.Model.Engine.Device),
            ("--threads", options.Model.Engine.Threads?.ToString(CultureInfo.InvariantCulture)),
        ];
        return
        [
            .. ours.Where(each => each.Value is not null && !line.Gives(each.Name)).SelectMany(each => new[] { each.Name, each.Value! }),
            .. isTested && options.Data.SkipBadRows && !line.Gives(SkipOption) ? [SkipOption] : Array.Empty<string>(),
        ];
    }

    // Where there is no test, what was validated on is tested on too.
    private static string? TestFile(MaterialOptions material, CatalogueEntry? entry, string? split)
    {
        bool isValidation = entry is null || (split is not null && !entry.Splits.Contains(split));
        string? name = (material.Test ?? (isValidation ? material.Validation : null))?.Name;
        return File.Exists(name) && entry?.Splits.Contains(name) != true ? name : null;
    }
}
