using LogitLens.Options;

namespace LogitLens.Runs;

/// <summary>
/// Carries an experiment out in a run folder. Records go to the disk batch by batch and everything after them is a function of
/// records.jsonl, so a run that was killed anywhere and resumed writes the same bytes as one that was not.
/// </summary>
internal static class ExperimentRunner
{
    /// <summary>Runs, or resumes, an experiment.</summary>
    /// <exception cref="InputException">Options, data, model or folder are wrong.</exception>
    /// <exception cref="OperationCanceledException">The session was cancelled; the folder can be resumed.</exception>
    /// <exception cref="IOException">The folder cannot be written, as when the disk is full; it can be resumed.</exception>
    public static RunOutcome Run<TUnit, TRecord, TResult>(
        Func<IProgressSink, IExperiment<TUnit, TRecord, TResult>> create, RunRequest request, RunSession session)
        where TUnit : IWorkUnit
        where TRecord : IUnitRecord
        where TResult : class
    {
        using var run = new ActiveRun(request, session);
        return run.Guard(() =>
        {
            using IExperiment<TUnit, TRecord, TResult> experiment = create(run.Progress);
            WorkPlan<TUnit> plan = run.Measure("plan", () => new WorkPlan<TUnit>(experiment.Plan(), request.Run.Shard));
            RequireWork(plan.All.Count, plan.Own.Count, request.Run);
            RequireSamePlan(run, plan.Info);
            run.Update(m => m with { Plan = plan.Info });
            Compute(experiment, plan, run, session);
            return Finish(experiment, run, session);
        });
    }

    /// <summary>Writes everything that follows from the records.</summary>
    public static RunOutcome Finish<TUnit, TRecord, TResult>(
        IExperiment<TUnit, TRecord, TResult> experiment, ActiveRun run, RunSession session)
        where TUnit : IWorkUnit
        where TRecord : IUnitRecord
        where TResult : class
    {
        string folder = run.Folder.Path;
        IEnumerable<TRecord> records = RecordLog.Read<TRecord>(run.Folder.File(RunFolder.RecordsFile));
        TResult result = run.Measure("summarise", () => experiment.Summarise(records));
        run.Measure("summarise", () => ResultFiles.WriteResult(folder, run.Manifest.Command, result));
        run.Measure("summarise", () => ResultFiles.WriteTables(folder, experiment.Tables(result)));
        session.Cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<string> figures =
            run.Measure("draw", () => ResultFiles.WriteFigures(folder, experiment.Draw(result), session.SvgToPng));
        return new RunOutcome(folder, experiment.Headline(result), figures);
    }

    private static void Compute<TUnit, TRecord, TResult>(
        IExperiment<TUnit, TRecord, TResult> experiment, WorkPlan<TUnit> plan, ActiveRun run, RunSession session)
        where TUnit : IWorkUnit
        where TRecord : IUnitRecord
        where TResult : class
    {
        using var records = RecordLog.Open(run.Folder.File(RunFolder.RecordsFile), plan.OwnIds);
        run.Total = plan.Own.Sum(batch => batch.Units.Count);
        run.Recorded = plan.Own.Take(records.CompleteBatches).Sum(batch => batch.Units.Count);
        if (records.CompleteBatches == plan.Own.Count)
        {
            return;
        }

        session.Cancellation.ThrowIfCancellationRequested();
        run.Measure("load", experiment.Load);
        RequireSameInputs(run.Manifest.Inputs, experiment.Inputs, run.Folder.Path);
        run.Update(m => m with { Inputs = experiment.Inputs });
        run.Progress.Begin("computing", run.Total, run.Recorded);
        run.Measure("compute", () =>
        {
            while (records.CompleteBatches < plan.Own.Count)
            {
                session.Cancellation.ThrowIfCancellationRequested();
                WorkBatch<TUnit> batch = plan.Own[records.CompleteBatches];
                IReadOnlyList<TRecord> computed = experiment.Compute(batch, session.Cancellation);
                RequireOnePerUnit(batch, computed);
                records.Append(computed);
                run.Recorded += batch.Units.Count;
                run.Progress.Advance(batch.Units.Count);
            }
        });
        run.Progress.End();
    }

    private static void RequireOnePerUnit<TUnit, TRecord>(WorkBatch<TUnit> batch, IReadOnlyList<TRecord> records)
        where TUnit : IWorkUnit
        where TRecord : IUnitRecord
    {
        if (!records.Select(r => r.Id).SequenceEqual(batch.Units.Select(u => u.Id)))
        {
            throw new InvalidOperationException(
                $"the batch that begins with '{batch.Units[0].Id}' did not give one record per unit in order");
        }
    }

    private static void RequireWork(int batches, int own, RunOptions options)
    {
        if (batches == 0)
        {
            throw new InputException("there is nothing to compute: the data has no examples");
        }

        if (own == 0)
        {
            throw new InputException($"shard {options.Shard} has nothing to do: shards take whole batches, and there are {batches} of them; take fewer shards");
        }
    }

    private static void RequireSamePlan(ActiveRun run, PlanInfo plan)
    {
        if (run.Manifest.Plan is { } before && before != plan)
        {
            throw new InputException(
                $"{run.Folder.Path} was begun over {before.Units} units of work and now there are {plan.Units}, or others: "
                + "the data or the tokenizer has changed. --force begins anew");
        }
    }

    /// <exception cref="InputException">The model's weights or the data are not those of before.</exception>
    internal static void RequireSameInputs(RunInputs? before, RunInputs now, string folder)
    {
        if (before?.Model is { } model && model.Sha256 != now.Model?.Sha256)
        {
            throw new InputException($"{folder} was computed with other weights of {model.Id} ({model.Sha256}); --force begins anew");
        }

        if (before?.Dataset is { } dataset && dataset.Sha256 != now.Dataset?.Sha256)
        {
            throw new InputException(
                $"{folder} was computed over other data under the name {dataset.Id} ({dataset.Sha256}); --force begins anew");
        }
    }
}
