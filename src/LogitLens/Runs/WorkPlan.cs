using System.Security.Cryptography;
using LogitLens.Options;

namespace LogitLens.Runs;

/// <summary>A plan with the cut into shards: which batches there are, and which of them are this run's.</summary>
internal sealed class WorkPlan
{
    private readonly Experiment _experiment;

    /// <summary>Plans an experiment.</summary>
    /// <param name="shard">The part of the work that is this run's; null for all.</param>
    /// <exception cref="InputException">The data is missing or wrong.</exception>
    /// <exception cref="InvalidOperationException">Two units share an id, or a batch is empty: a defect of the experiment.</exception>
    public WorkPlan(Experiment experiment, Shard? shard)
    {
        _experiment = experiment;
        All = experiment.Plan();
        Info = Describe(All);
        Own = shard is { } part ? [.. All.Zip(ShardsOf(part.Count)).Where(each => each.Second == part.Number - 1).Select(each => each.First)] : All;
        OwnIds = [.. Own.Select(batch => (IReadOnlyList<string>)[.. batch.Units.Select(u => u.Id)])];
    }

    public PlanInfo Info { get; }
    public IReadOnlyList<WorkBatch> All { get; }
    public IReadOnlyList<WorkBatch> Own { get; }
    public IReadOnlyList<IReadOnlyList<string>> OwnIds { get; }

    public IEnumerable<UnitPrompt> Prompts() => Own.SelectMany(batch => batch.Units).Select(_experiment.PromptOf).OfType<UnitPrompt>();

    /// <summary>The shard that each of <see cref="All"/> is of, from 0, where there are so many.</summary>
    public int[] ShardsOf(int count) => ShardCut.Of([.. All.Select(TokensOf)], count);

    public long TokensOf(WorkBatch batch) => batch.Units.Sum(unit => (long)_experiment.TokensOf(unit));

    private static PlanInfo Describe(IReadOnlyList<WorkBatch> batches)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        HashSet<string> seen = new();
        foreach (WorkBatch batch in batches)
        {
            if (batch.Units.Count == 0)
            {
                throw new InvalidOperationException("the plan has an empty batch");
            }

            foreach (WorkUnit unit in batch.Units)
            {
                if (!seen.Add(unit.Id))
                {
                    throw new InvalidOperationException($"the plan has two units called '{unit.Id}'");
                }

                hash.AppendData(Encoding.UTF8.GetBytes(unit.Id + "\n"));
            }

            hash.AppendData("\n"u8);
        }

        return new PlanInfo(seen.Count, batches.Count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
