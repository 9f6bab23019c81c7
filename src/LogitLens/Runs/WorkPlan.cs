using System.Security.Cryptography;
using System.Text;
using LogitLens.Options;
using LogitLens.Runs.Folders;

namespace LogitLens.Runs;

/// <summary>A plan with the cut into shards: which batches there are, and which of them are this run's.</summary>
internal sealed class WorkPlan
{
    /// <exception cref="InvalidOperationException">Two units share an id, or a batch is empty: a defect of the experiment.</exception>
    public WorkPlan(IReadOnlyList<WorkBatch> all, Shard? shard)
    {
        Info = Describe(all);
        All = all;
        Own = shard is { } part ? [.. all.Where((_, index) => part.Owns(index))] : all;
        OwnIds = [.. Own.Select(batch => (IReadOnlyList<string>)[.. batch.Units.Select(u => u.Id)])];
    }

    public PlanInfo Info { get; }

    public IReadOnlyList<WorkBatch> All { get; }

    /// <summary>The batches of this run's shard.</summary>
    public IReadOnlyList<WorkBatch> Own { get; }

    /// <summary>The ids in each of <see cref="Own"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OwnIds { get; }

    /// <summary>What the model sees of each unit of this run's shard.</summary>
    public IEnumerable<UnitPrompt> Prompts(IExperiment experiment) =>
        Own.SelectMany(batch => batch.Units).Select(experiment.PromptOf).OfType<UnitPrompt>();

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
