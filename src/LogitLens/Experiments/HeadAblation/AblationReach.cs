using LogitLens.Datasets;
using LogitLens.Experiments.Sweeps;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>
/// Tells by the prompts' tokens whether an edit can act. Attention looks only left, so an activation follows from the tokens up to its
/// position: where another run has the same ones, its activation is the same. In the last layer nothing but the last position is read.
/// </summary>
internal sealed class AblationReach
{
    private readonly SweptData _data;
    private readonly SweptPositions _positions;
    private readonly bool _fromSource;
    private readonly int _top;
    private readonly bool[]? _means;
    private readonly int[]? _alike;

    /// <summary>Looks at the prompts.</summary>
    public AblationReach(HeadAblationOptions options, SweptData data, int layers)
    {
        _data = data;
        _positions = options.Ablation.Positions;
        _fromSource = options.Patch.IsGiven || options.Ablation.Method == AblationMethod.Resample;
        _top = layers - 1;
        _alike = _fromSource ? [.. data.Examples.Select(example => example.Ids.AsSpan().CommonPrefixLength(example.SourceIds))] : null;
        bool byPosition = !_fromSource && options.Ablation.Method == AblationMethod.Mean && options.Ablation.MeanOver == MeanScope.Position;
        _means = byPosition ? Varied([.. data.Examples.Select(example => example.Ids)]) : null;
    }

    /// <summary>What an item's edit can do to an example.</summary>
    public Reach Of(SweepItem item, int example)
    {
        SweptExample own = _data.Examples[example];
        int last = own.Ids.Length - 1;
        if (item.Kind == ItemKind.Path)
        {
            return Changes(example, last) ?? Reach.Missing;
        }

        if (item.Position is { } position)
        {
            int at = position < 0 ? own.Ids.Length + position : position;
            bool embedding = item is { Kind: ItemKind.Resid, Layer: 0 };
            return at < 0 || at > last ? Reach.Missing
                : Changes(example, at, embedding) is not { } change ? Reach.Missing
                : at < last && item.Layer == _top && item.Kind != ItemKind.Resid ? Reach.Nothing : change;
        }

        bool aboveToo = item.Kind == ItemKind.Resid || LowestLayer(item) < _top;
        bool any = false;
        foreach (int place in Edited(own))
        {
            if (Changes(example, place) is { } change)
            {
                any = true;
                if (change == Reach.Acts && (place == last || aboveToo))
                {
                    return Reach.Acts;
                }
            }
        }

        return any ? Reach.Nothing : Reach.Missing;
    }

    /// <summary>Positions at which not all prompts that reach so far have begun alike: there a mean over prompts is not the activation itself.</summary>
    internal static bool[] Varied(IReadOnlyList<int[]> prompts)
    {
        int[] longest = prompts.MaxBy(prompt => prompt.Length)!;
        bool[] varied = new bool[longest.Length];
        foreach (int[] prompt in prompts)
        {
            int same = prompt.AsSpan().CommonPrefixLength(longest);
            varied.AsSpan(same, prompt.Length - same).Fill(true);
        }

        return varied;
    }

    private static int LowestLayer(SweepItem item) => item.Layer ?? item.Heads.Min(head => head.Layer);

    // Whether what is put in at a position differs from what is there; null where the other run has no such position. Before the first layer
    // an activation follows from its own token alone.
    private Reach? Changes(int example, int position, bool embedding = false)
    {
        if (_means is not null)
        {
            return _means[position] ? Reach.Acts : Reach.Nothing;
        }

        if (!_fromSource)
        {
            return Reach.Acts;
        }

        SweptExample own = _data.Examples[example];
        int there = position < _data.Shared ? position : position + own.SourceIds!.Length - own.Ids.Length;
        if (position >= _data.Shared && there < _data.Shared)
        {
            return null;
        }

        bool alike = position < _alike![example] || (embedding && own.Ids[position] == own.SourceIds![there]);
        return there == position && alike ? Reach.Nothing : Reach.Acts;
    }

    private IEnumerable<int> Edited(SweptExample example) => _positions switch
    {
        SweptPositions.Last => [example.Ids.Length - 1],
        SweptPositions.Label => example.Spans!.Demonstrations.SelectMany(demonstration => Places(demonstration.Label)),
        SweptPositions.Demos => example.Spans!.Demonstrations.SelectMany(demonstration => Places(demonstration.Whole)),
        _ => Enumerable.Range(0, example.Ids.Length),
    };

    private static IEnumerable<int> Places(Span span) => Enumerable.Range(span.Start, span.Length);
}
