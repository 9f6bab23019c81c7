using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>Data made ready for a model: what an experiment on a model runs over.</summary>
public interface IRunData
{
    /// <summary>What run.json says of the data; null where it is no dataset.</summary>
    public DatasetInput? Input { get; }

    /// <summary>What the model sees of a unit; null where that is no text.</summary>
    /// <param name="unit">A unit of the plan.</param>
    /// <param name="spell">Tokens as the text they spell; null without a tokenizer.</param>
    public UnitPrompt? PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell) => null;

    /// <summary>How many tokens of a unit go through the model: what its work is estimated and divided by. 0 where that is not known.</summary>
    public int TokensOf(WorkUnit unit) => PromptOf(unit, _ => null)?.Tokens ?? 0;

    /// <summary>Remarks that a reader of the results should see.</summary>
    public IReadOnlyList<string> Notes { get; }
}
