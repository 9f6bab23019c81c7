namespace LogitLens.Runs;

/// <summary>Puts shards together: their records in plan order, then the summary and figures as of a whole run.</summary>
internal static class RunMerge
{
    // Two processors' float32 sums part by a few units in the last of seven digits; what is derived from them, by a few more.
    private const double OfRounding = 1e-4;

    // Directions and centres have many coordinates far below 1, which must agree as well: what rounding leaves of them is some 1e-7.
    private const double Small = 1e-2;

    /// <exception cref="InputException">The shards' records are not those of the plan, or the plan cannot be made again.</exception>
    public static RunOutcome Merge(
        ShardSet shards, Func<IProgressSink, Experiment> create, RunRequest request, RunSession session)
    {
        using ActiveRun run = new(request, session);
        return run.Guard(() =>
        {
            using Experiment experiment = create(run.Progress);
            WorkPlan plan = run.Measure("plan", () => new WorkPlan(experiment, null));
            if (plan.Info != shards.Plan)
            {
                throw new InputException("the shards were computed over other data than is found here under the same name");
            }

            run.Update(m => m with { Plan = plan.Info, Inputs = shards.Inputs, MergedFrom = shards.Folders });
            TakeSetup(experiment, shards.Folders, run.Folder.File(RunFolder.SetupFile));
            PromptLog.Write(run.Folder.File(RunFolder.PromptsFile), plan.Prompts());
            PromptLog.RequireIn(run.Folder.File(RunFolder.PromptsFile), shards.Folders.Select(folder => Path.Combine(folder, RunFolder.PromptsFile)));
            run.Measure("merge", () => Concatenate(shards.Folders, plan, run.Folder.File(RunFolder.RecordsFile)));
            run.Recorded = run.Total = plan.Info.Units;
            return ExperimentRunner.Finish(experiment, run, session);
        });
    }

    // Numbers may differ by what another processor rounds; anything else would make records of other things.
    private static void TakeSetup(Experiment experiment, IReadOnlyList<string> folders, string target)
    {
        if (experiment.Setup is not { } setup)
        {
            return;
        }

        string[] files = [.. folders.Select(folder => Path.Combine(folder, RunFolder.SetupFile))];
        Array.ForEach(files, setup.Read);
        foreach (string folder in folders.Skip(1))
        {
            FileAgreement found = FileComparison.Compare(
                folders[0], folder, (RunFolder.SetupFile, RunFolder.SetupFile), new ValueComparison(OfRounding, Small));
            if (found.Agreement == Agreement.No)
            {
                throw new InputException(
                    $"{Path.Combine(folder, RunFolder.SetupFile)} differs from {files[0]} ({found.First}): the shards measured different things; "
                    + "run them again with the same version on machines of one kind");
            }
        }

        setup.Read(files[0]);
        AtomicFile.Write(target, stream => stream.Write(File.ReadAllBytes(files[0])));
    }

    private static void Concatenate(IReadOnlyList<string> folders, WorkPlan plan, string target)
    {
        string[] files = [.. folders.Select(folder => Path.Combine(folder, RunFolder.RecordsFile))];
        Array.ForEach(files, RecordSums.Verify);
        List<IEnumerator<string>> sources = new();
        try
        {
            sources.AddRange(files.Select(file => File.ReadLines(file).GetEnumerator()));
            int[] shardOf = plan.ShardsOf(folders.Count);
            using RecordLog merged = RecordLog.Open(target, plan.OwnIds);
            for (int index = 0; index < plan.All.Count; index++)
            {
                int source = shardOf[index];
                string[] lines = [.. plan.All[index].Units.Select(unit => Next(sources[source], unit.Id, folders[source]) + "\n")];
                merged.Append(Encoding.UTF8.GetBytes(string.Concat(lines)), lines.Length);
            }

            for (int source = 0; source < sources.Count; source++)
            {
                if (sources[source].MoveNext())
                {
                    throw new InputException($"{folders[source]} has more records than its part of the plan");
                }
            }
        }
        finally
        {
            sources.ForEach(s => s.Dispose());
        }
    }

    private static string Next(IEnumerator<string> lines, string id, string folder)
    {
        if (!lines.MoveNext())
        {
            throw new InputException($"{folder} has no record of '{id}', which is of its part");
        }

        return RecordLog.IdOf(lines.Current) == id
            ? lines.Current
            : throw new InputException($"{folder} has a record of '{RecordLog.IdOf(lines.Current)}' where that of '{id}' belongs");
    }
}
