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
    public static RunOutcome Run(Func<IProgressSink, Experiment> create, RunRequest request, RunSession session)
    {
        using ActiveRun run = new(request, session);
        return run.Guard(() =>
        {
            using Experiment experiment = create(run.Progress);
            WorkPlan plan = run.Measure("plan", () => new WorkPlan(experiment, request.Run.Shard));
            RequireWork(plan.All.Count, plan.Own.Count, request.Run);
            RequireSamePlan(run, plan.Info);
            run.Update(m => m with { Plan = plan.Info });
            run.Measure("plan", () => PromptLog.Write(run.Folder.File(RunFolder.PromptsFile), plan.Prompts()));
            Compute(experiment, plan, run, session);
            return Finish(experiment, run, session);
        });
    }

    /// <summary>Writes everything that follows from the records.</summary>
    public static RunOutcome Finish(Experiment experiment, ActiveRun run, RunSession session)
    {
        string folder = run.Folder.Path;
        RunSummary summary = run.Measure("summarise", () => experiment.Summarise(run.Folder.File(RunFolder.RecordsFile)));
        run.Measure("summarise", () => ResultFiles.WriteResult(folder, run.Manifest.Command, summary.Result));
        IReadOnlyList<string> tables = run.Measure("summarise", () => ResultFiles.WriteTables(folder, summary.Tables()));
        string[] files = run.Measure("summarise", () => summary.Files().Select(file =>
        {
            file.WriteTo(Path.Combine(folder, file.Name));
            return file.Name;
        }).ToArray());
        session.Cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<string> figures =
            run.Measure("draw", () => ResultFiles.WriteFigures(folder, summary.Figures(), session.SvgToPng));
        experiment.Rows?.Complete();
        experiment.Loop?.Finishing(summary.Result);
        experiment.Loop?.Complete();
        run.Update(m => m with
        {
            Files = [.. tables, .. files, .. ResultFiles.InFolder(folder, figures), .. experiment.Rows?.Files ?? [], .. experiment.Loop?.Files() ?? []],
        });
        return new RunOutcome(run.Folder.Target, summary.Headline(), [.. figures.Select(run.Folder.Final)]);
    }

    private static void Compute(Experiment experiment, WorkPlan plan, ActiveRun run, RunSession session)
    {
        using RecordLog records = RecordLog.Open(run.Folder.File(RunFolder.RecordsFile), plan.OwnIds);
        if (experiment.Loop is { } loop && loop.Open(run.Folder.Path, records.CompleteBatches) is var kept && records.CompleteBatches < plan.Own.Count)
        {
            records.CutTo(kept);
        }

        run.Total = plan.Own.Sum(batch => batch.Units.Count);
        run.Recorded = plan.Own.Take(records.CompleteBatches).Sum(batch => batch.Units.Count);
        string setupPath = run.Folder.File(RunFolder.SetupFile);
        bool isSetUp = records.CompleteBatches > 0 || File.Exists(setupPath);
        if (isSetUp)
        {
            experiment.Setup?.Read(setupPath);
        }

        WideRows? rows = experiment.Rows;
        rows?.Open(run.Folder.Path, plan.Own, records.CompleteBatches);
        if (records.CompleteBatches == plan.Own.Count)
        {
            return;
        }

        session.Cancellation.ThrowIfCancellationRequested();
        run.Measure("load", experiment.Load);
        RunInputs inputs = experiment.Inputs;
        inputs = inputs with { Files = [.. InputFiles.Of(run.Request.Set, run.Request.Values), .. inputs.Files] };
        RequireSameInputs(run.Manifest.Inputs, inputs, run.Folder.Path);
        run.Update(m => m with { Inputs = inputs });
        if (!isSetUp && experiment.Setup is { } setup)
        {
            run.Measure("setup", () => setup.Find(setupPath, session.Cancellation));
        }

        experiment.Loop?.Restore();
        run.Progress.Begin("computing", run.Total, run.Recorded, experiment.Loop?.Unit ?? "examples");
        run.Measure("compute", () =>
        {
            while (records.CompleteBatches < plan.Own.Count)
            {
                SaveBeforeStopping(experiment.Loop, records.CompleteBatches, session.Cancellation);
                session.Cancellation.ThrowIfCancellationRequested();
                WorkBatch batch = plan.Own[records.CompleteBatches];
                IReadOnlyList<IUnitRecord> computed = BatchHalves.Compute(experiment, batch, run.Progress, session.Cancellation);
                RequireOnePerUnit(batch, computed);
                rows?.Flush();
                records.Append(computed);
                experiment.Loop?.SaveIfDue(records.CompleteBatches);
                run.Recorded += batch.Units.Count;
                run.Progress.Advance(batch.Units.Count);
            }
        });
        run.Progress.End();
    }

    // Who stops a loop on purpose need not do its last steps again.
    private static void SaveBeforeStopping(RunLoop? loop, int complete, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            loop?.Save(complete);
        }
    }

    private static void RequireOnePerUnit(WorkBatch batch, IReadOnlyList<IUnitRecord> records)
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

    /// <exception cref="InputException">The model's weights, the data or a file that an option names are not those of before.</exception>
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

        if (before?.OtherFile(now) is { } file)
        {
            throw new InputException($"{folder} was computed with another --{file.Option} {file.Path} ({file.Sha256}); --force begins anew");
        }
    }
}
