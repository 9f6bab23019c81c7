namespace LogitLens.Runs;

/// <summary>Puts shards together: their records in plan order, then the summary and figures as of a whole run.</summary>
internal static class RunMerge
{
    /// <exception cref="InputException">The shards' records are not those of the plan, or the plan cannot be made again.</exception>
    public static RunOutcome Merge<TUnit, TRecord, TResult>(
        ShardSet shards, Func<IProgressSink, IExperiment<TUnit, TRecord, TResult>> create, RunRequest request, RunSession session)
        where TUnit : IWorkUnit
        where TRecord : IUnitRecord
        where TResult : class
    {
        using var run = new ActiveRun(request, session);
        return run.Guard(() =>
        {
            using IExperiment<TUnit, TRecord, TResult> experiment = create(run.Progress);
            WorkPlan<TUnit> plan = run.Measure("plan", () => new WorkPlan<TUnit>(experiment.Plan(), null));
            if (plan.Info != shards.Plan)
            {
                throw new InputException("the shards were computed over other data than is found here under the same name");
            }

            run.Update(m => m with { Plan = plan.Info, Inputs = shards.Inputs, MergedFrom = shards.Folders });
            run.Measure("merge", () => Concatenate(shards.Folders, plan, run.Folder.File(RunFolder.RecordsFile)));
            run.Recorded = run.Total = plan.Info.Units;
            return ExperimentRunner.Finish(experiment, run, session);
        });
    }

    private static void Concatenate<TUnit>(IReadOnlyList<string> folders, WorkPlan<TUnit> plan, string target)
        where TUnit : IWorkUnit
    {
        var sources = new List<IEnumerator<string>>();
        try
        {
            sources.AddRange(folders.Select(f => File.ReadLines(Path.Combine(f, RunFolder.RecordsFile)).GetEnumerator()));
            AtomicFile.WriteText(target, writer =>
            {
                for (int index = 0; index < plan.All.Count; index++)
                {
                    int source = index % folders.Count;
                    foreach (TUnit unit in plan.All[index].Units)
                    {
                        writer.WriteLine(Next(sources[source], unit.Id, folders[source]));
                    }
                }
            });
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
