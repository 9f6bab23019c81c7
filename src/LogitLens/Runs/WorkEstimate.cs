using System.Diagnostics;
using LogitLens.Models;

namespace LogitLens.Runs;

/// <summary>How much work a run is.</summary>
/// <param name="Examples">Examples of the data.</param>
/// <param name="Units">Units of work: an example under each condition, a step.</param>
/// <param name="Batches">Batches that they are cut into.</param>
/// <param name="Tokens">Tokens that go through the model, each once, however often the experiment runs them.</param>
/// <param name="Operations">Floating point operations of the batches, from those that were measured; null where none was.</param>
/// <param name="Seconds">How long the run takes here, from those that were measured; null where none was.</param>
public sealed record WorkEstimate(int Examples, int Units, int Batches, long Tokens, double? Operations, double? Seconds)
{
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Plans a run, and computes a few of its batches for a second or two to see how long they take; nothing is kept.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="shard">The part of the work that is meant; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">Options, data or model are wrong.</exception>
    internal static WorkEstimate Of(Experiment experiment, Options.Shard? shard, CancellationToken cancellation)
    {
        WorkPlan plan = new(experiment, shard);
        long[] tokens = [.. plan.Own.Select(plan.TokensOf)];
        WorkEstimate work = new(
            plan.Own.SelectMany(batch => batch.Examples).Distinct().Count(), plan.Own.Sum(batch => batch.Units.Count), plan.Own.Count, tokens.Sum(),
            null, null);
        return work.Units == 0 ? work : work.Measured(experiment, plan, tokens, cancellation);
    }

    /// <summary>The work of several runs one after the other.</summary>
    public static WorkEstimate Sum(IReadOnlyList<WorkEstimate> works) => new(
        works.Sum(work => work.Examples), works.Sum(work => work.Units), works.Sum(work => work.Batches), works.Sum(work => work.Tokens),
        works.All(work => work.Operations is not null) ? works.Sum(work => work.Operations) : null,
        works.All(work => work.Seconds is not null) ? works.Sum(work => work.Seconds) : null);

    // What takes longer than a user waits for is left without an estimate.
    private WorkEstimate Measured(Experiment experiment, WorkPlan plan, long[] tokens, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("interp-estimate-");
        try
        {
            Stopwatch clock = Stopwatch.StartNew();
            experiment.Loop?.Open(folder.FullName, 0);
            experiment.Rows?.Open(folder.FullName, plan.Own, 0);
            experiment.Load();
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(s_patience);
            experiment.Setup?.Find(Path.Combine(folder.FullName, RunFolder.SetupFile), patience.Token);
            double before = clock.Elapsed.TotalSeconds;
            (long measured, double operations, double seconds) = Sample(experiment, plan, tokens, patience.Token);
            double share = measured == 0 ? 0 : (double)Tokens / measured;
            return measured == 0 && Tokens > 0 ? this : this with { Operations = operations * share, Seconds = before + (seconds * share) };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return this;
        }
        finally
        {
            experiment.Rows?.Dispose();
            folder.Delete(recursive: true);
        }
    }

    // The first batch that is computed pays for what is made ready once, and is left out where there is another.
    private static (long Tokens, double Operations, double Seconds) Sample(
        Experiment experiment, WorkPlan plan, long[] tokens, CancellationToken cancellation)
    {
        (long Tokens, double Operations, double Seconds) sum = default;
        Stopwatch all = Stopwatch.StartNew();
        int computed = 0;
        foreach (WorkBatch batch in Sampled(experiment, plan, tokens))
        {
            cancellation.ThrowIfCancellationRequested();
            long operations = FloatOperations.Count;
            Stopwatch clock = Stopwatch.StartNew();
            _ = experiment.Compute(batch, cancellation);
            (long Tokens, double Operations, double Seconds) own =
                (plan.TokensOf(batch), FloatOperations.Count - operations, clock.Elapsed.TotalSeconds);
            sum = computed == 1 ? own : (sum.Tokens + own.Tokens, sum.Operations + own.Operations, sum.Seconds + own.Seconds);
            computed++;
            if (all.Elapsed > s_enough && (computed > 1 || all.Elapsed > 4 * s_enough))
            {
                break;
            }
        }

        return sum;
    }

    // A unit alone comes first, for the case that a whole batch takes minutes, then a few of them; the steps of a loop are whole.
    private static IEnumerable<WorkBatch> Sampled(Experiment experiment, WorkPlan plan, long[] tokens)
    {
        WorkBatch[] whole = [.. Order(plan.Own.Count, isLoop: experiment.Loop is not null).Where(index => tokens[index] > 0).Select(index => plan.Own[index])];
        IEnumerable<WorkBatch> parts = experiment.Loop is not null || experiment.Rows is not null
            ? []
            : whole.Take(1).SelectMany(batch =>
                ((int[])[1, 4]).Where(count => count < batch.Units.Count).Select(count => new WorkBatch([.. batch.Units.Take(count)])));
        return parts.Concat(whole);
    }

    // Batches come the longest first within a condition: from the middle outwards they are as long as most. The steps of a loop build on one another,
    // and what comes before the first is no step.
    private static IEnumerable<int> Order(int count, bool isLoop) => isLoop && count > 1
        ? Enumerable.Range(1, count - 1)
        : Enumerable.Range(0, count).OrderBy(index => Math.Abs(index - (count / 2)));
}
