using LogitLens.Models;

namespace LogitLens.Experiments;

/// <summary>
/// Keys and values of what a condition's prompts begin with. Batches of a condition follow each other, so one prefix at a time is kept.
/// </summary>
internal sealed class SharedPrefix : IDisposable
{
    private ConditionPrompts? _prompts;
    private KeyValuePrefix? _prefix;

    /// <summary>The condition's prefix, computed where it is not the last one asked for; null where its prompts share too little.</summary>
    public KeyValuePrefix? Of(ConditionPrompts prompts, Transformer model)
    {
        if (!ReferenceEquals(prompts, _prompts))
        {
            _prefix?.Dispose();
            _prefix = prompts.SharedLength == 0 ? null : model.Prefix([.. prompts.Prompts[0].Ids.Take(prompts.SharedLength)]);
            _prompts = prompts;
        }

        return _prefix;
    }

    public void Dispose() => _prefix?.Dispose();
}
