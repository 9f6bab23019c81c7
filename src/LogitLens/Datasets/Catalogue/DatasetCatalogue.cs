namespace LogitLens.Datasets;

/// <summary>The datasets that have names, and how to open them or a file of the user's own.</summary>
/// <param name="bundledFolder">The folder with the bundled sets.</param>
/// <param name="cacheFolder">The folder where <see cref="DatasetFetcher"/> puts what it fetches, a folder a dataset.</param>
public sealed class DatasetCatalogue(string bundledFolder, string cacheFolder)
{
    /// <summary>The catalogue: the bundled sets first.</summary>
    public static IReadOnlyList<CatalogueEntry> Entries => KnownDatasets.All;

    /// <summary>The entry of this name; null where there is none.</summary>
    public static CatalogueEntry? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name);

    /// <summary>Opens a dataset of classification or of questions: one of the catalogue, a file in the format of one, or a .csv, .tsv or .jsonl file.</summary>
    /// <exception cref="InputException">There is no such dataset, split or file, or a row is bad.</exception>
    public Dataset Open(DatasetRequest request)
    {
        if (Find(request.Name) is not CatalogueEntry entry)
        {
            return OpenFile(request);
        }

        string split = SplitOf(entry, request);
        string folder = FolderOf(entry, request);
        (string path, SplitFile file) = SplitLocator.Find(entry, split, folder)
            ?? throw SplitLocator.Missing(entry, split, entry.Files.Where(f => f.Split == split).Select(f => f.Pattern), folder);
        return file.Read(path, OptionsFor(request, entry.Name, split));
    }

    /// <summary>Opens minimal pairs: <c>agreement</c>, <c>blimp</c>, or a .jsonl file with BLiMP's fields.</summary>
    /// <exception cref="InputException">There is no such dataset or file, it has no pairs, or a row is bad.</exception>
    public MinimalPairSet OpenPairs(DatasetRequest request)
    {
        if (Find(request.Name) is not CatalogueEntry entry)
        {
            RequireFile(request.Name);
            return BlimpReader.Read([request.Name], OptionsFor(request, Path.GetFileName(request.Name), Stem(request)));
        }

        if (entry.Task != TaskKind.MinimalPairs)
        {
            string others = string.Join(", ", Entries.Where(e => e.Task == TaskKind.MinimalPairs).Select(e => e.Name));
            throw new InputException($"{entry.Name} holds no minimal pairs; those that do are {others}");
        }

        string folder = FolderOf(entry, request);
        string split = request.Split ?? entry.DefaultSplit;
        string pattern = split == entry.DefaultSplit ? entry.Files[0].Pattern : split + ".jsonl";
        string[] paths = SplitLocator.Matches(folder, pattern);
        return paths.Length > 0
            ? BlimpReader.Read(paths, OptionsFor(request, entry.Name, split))
            : throw SplitLocator.Missing(entry, split, [pattern], folder);
    }

    /// <summary>
    /// Opens what is evaluated, and the examples that demonstrations are drawn from: the train split where the dataset has one that is
    /// not evaluated itself, else rows of the evaluated split (<see cref="EvaluationData.FromOne"/>).
    /// </summary>
    /// <param name="request">The evaluated data.</param>
    /// <param name="plan">How many demonstrations are drawn, and for whom.</param>
    /// <param name="seed">Decides which rows are set apart, where some are.</param>
    /// <exception cref="InputException">As <see cref="Open"/>, or no rows are left to evaluate.</exception>
    public EvaluationData OpenForEvaluation(DatasetRequest request, DemonstrationPlan plan, long seed)
    {
        Dataset evaluated = Open(request);
        if (plan.MostShots > 0 && Find(request.Name) is CatalogueEntry entry && evaluated.Split != "train"
            && SplitLocator.Find(entry, "train", FolderOf(entry, request)) is not null)
        {
            return EvaluationData.FromSplits(evaluated, Open(request with { Split = "train", ClusterColumn = null }));
        }

        return EvaluationData.FromOne(evaluated, plan, seed);
    }

    private static string SplitOf(CatalogueEntry entry, DatasetRequest request)
    {
        string split = request.Split ?? entry.DefaultSplit;
        return entry.Splits.Contains(split)
            ? split
            : throw new InputException($"{entry.Name} has no split '{split}'; its splits are {string.Join(", ", entry.Splits)}");
    }

    private static Dataset OpenFile(DatasetRequest request)
    {
        RequireFile(request.Name);
        if (request.DataDir is not null || request.Split is not null)
        {
            throw new InputException($"{request.Name}: a file has neither splits nor a data folder; leave --split and --data-dir out");
        }

        ReadOptions options = OptionsFor(request, Path.GetFileName(request.Name), Stem(request));
        if (request.HasUnitLabels && IsJsonLines(request.Name) && UnitLabelsReader.Recognises(request.Name, request.LabelColumn))
        {
            return UnitLabelsReader.Read(request.Name, options);
        }

        if (IsTokenised(request.Name))
        {
            return TokenIdsReader.Read(request.Name, options);
        }

        bool chosen = request.TextColumn is not null || request.LabelColumn is not null;
        Func<string, ReadOptions, Dataset> read = request.HasQuestions ? QuestionAnswerReader.Read
            : (chosen ? null : KnownFormats.Recognise(request.Name)) ?? ColumnFileReader.Read;
        return read(request.Name, options);
    }

    private static bool IsTokenised(string path) => IsJsonLines(path) && TokenIdsReader.Recognises(path);

    private static bool IsJsonLines(string path) => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    private static void RequireFile(string name)
    {
        if (!File.Exists(name))
        {
            string names = string.Join(", ", Entries.Select(entry => entry.Name));
            throw new InputException($"no dataset '{name}': neither a file nor one of {names}");
        }
    }

    private static string Stem(DatasetRequest request) => Path.GetFileNameWithoutExtension(request.Name);

    private static ReadOptions OptionsFor(DatasetRequest request, string name, string split) => new()
    {
        Name = name,
        Split = split,
        SkipBadRows = request.SkipBadRows,
        TextColumn = request.TextColumn,
        LabelColumn = request.LabelColumn,
        ClusterColumn = request.ClusterColumn,
        HasQuestions = request.HasQuestions,
        Labels = request.Labels,
    };

    private string FolderOf(CatalogueEntry entry, DatasetRequest request)
    {
        if (request.DataDir is string chosen)
        {
            return Directory.Exists(chosen)
                ? chosen
                : throw new InputException($"{chosen}: no such folder; --data-dir is the folder with {entry.Name}'s files");
        }

        string folder = entry.IsBundled ? bundledFolder : Path.Combine(cacheFolder, entry.Name);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        string remedy = entry switch
        {
            { IsBundled: true } => "the datasets folder of the program is missing; install it again, or name the folder with --data-dir",
            { Archive: not null } => $"run 'interp fetch {entry.Name}', or name the folder with its files with --data-dir",
            _ => $"get its files from its makers ({entry.ComesFrom}) and name their folder with --data-dir",
        };
        throw new InputException($"{entry.Name} is not on this machine: {remedy}");
    }
}
