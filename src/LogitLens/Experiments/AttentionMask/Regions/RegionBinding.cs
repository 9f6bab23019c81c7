using LogitLens.Datasets;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Finds in a dataset's prompts what regions speak of, and makes edits of them.</summary>
/// <param name="tokenizer">Needed for regions that name words.</param>
/// <param name="renormalise">Whether edges are hidden before the softmax.</param>
internal sealed class RegionBinding(SweptData data, ModelConfig config, Func<BytePairTokenizer> tokenizer, bool renormalise)
{
    /// <summary>Looks whether the model and the prompts have what a region speaks of.</summary>
    /// <exception cref="InputException">They have not.</exception>
    public void Require(Region region)
    {
        foreach (RegionTerm term in region.Terms)
        {
            RequireIndex(region, "layer", term.Layers, config.Layers);
            RequireIndex(region, "head", term.Heads, config.Heads);
            if (term.Conditions.OfType<RegionCondition.In>().Any() && data.Examples.Any(example => example.Spans is null))
            {
                throw new InputException(
                    $"region '{region.Text}': data that comes as token ids has no parts with names; give positions, as in row=last,col=0..4");
            }
        }

        if (Enumerable.Range(0, data.Examples.Count).All(example => ReachOf(region, example) == Reach.Missing))
        {
            throw new InputException($"region '{region.Text}': no prompt has such an edge{Hint(region)}");
        }
    }

    /// <summary>
    /// Whether an example's prompt has an edge in the region, and one that something reads: in the last layer only the last position is.
    /// </summary>
    public Reach ReachOf(Region region, int example)
    {
        int last = data.Examples[example].Ids.Length - 1;
        return region.Terms.Any(term => HasEdge(term, example, term.Layers is { } layers && layers.First == config.Layers - 1 ? last : 0, last))
            ? Reach.Acts
            : region.Terms.Any(term => HasEdge(term, example, 0, last)) ? Reach.Nothing : Reach.Missing;
    }

    /// <summary>The edit that hides a region.</summary>
    public Variant Of(Region region)
    {
        List<Intervention> interventions = [];
        Dictionary<string, EdgeChoice> choices = [];
        for (int layer = 0; layer < config.Layers; layer++)
        {
            int[][] terms = [.. Enumerable.Range(0, config.Heads).Select(head => TermsOf(region, layer, head))];
            if (Array.TrueForAll(terms, own => own.Length == 0))
            {
                continue;
            }

            // The engine has a short way for single heads in the first layer; above it, all heads at once is shorter.
            bool alike = interventions.Count > 0 && Array.TrueForAll(terms, own => own.SequenceEqual(terms[0]));
            interventions.AddRange(alike
                ? [new MaskLayer(layer, Choice(terms[0]), renormalise)]
                : Enumerable.Range(0, config.Heads).Where(head => terms[head].Length > 0)
                    .Select(head => (Intervention)new MaskHead(new HeadId(layer, head), Choice(terms[head]), renormalise)));
        }

        return new Variant(interventions);

        EdgeChoice Choice(int[] terms)
        {
            string key = string.Join(',', terms);
            return choices.TryGetValue(key, out EdgeChoice? known)
                ? known
                : choices[key] = new EdgeChoice([.. terms.Select(term => Edges(region.Terms[term]))]);
        }
    }

    private static int[] TermsOf(Region region, int layer, int head) =>
    [
        .. Enumerable.Range(0, region.Terms.Count)
            .Where(term => region.Terms[term].Layers?.Contains(layer) != false && region.Terms[term].Heads?.Contains(head) != false),
    ];

    private static void RequireIndex(Region region, string what, IndexRange? range, int count)
    {
        if (range is { } given && given.Last >= count)
        {
            throw new InputException($"region '{region.Text}': there is no {what} {given.Last}; the model's {what}s are 0 to {count - 1}");
        }
    }

    private static string Hint(Region region) =>
        region.Terms.SelectMany(term => term.Conditions).OfType<RegionCondition.In>().SelectMany(condition => condition.Parts)
            .Any(part => part.Part is PromptPart.Demos or PromptPart.Label)
            ? "; demonstrations come with --shots"
            : region.Terms.SelectMany(term => term.Conditions).Any(condition => condition is RegionCondition.Word)
                ? "; tokens= looks for whole words, with their case, and pieces= within words too"
                : "";

    private EdgeTerm Edges(RegionTerm term) => new()
    {
        Queries = [.. Choices(term, EdgeEnd.Query)],
        Keys = [.. Choices(term, EdgeEnd.Key)],
        Distances = [.. term.Conditions.OfType<RegionCondition.Distance>().Select(condition => (condition.Back.First, condition.Back.Last))],

        // Of what all prompts begin with, the first example's prompt tells.
        SparesPrefix = !HasEdge(term, 0, 0, data.Shared - 1),
    };

    private IEnumerable<PositionChoice> Choices(RegionTerm term, EdgeEnd end) =>
        term.Conditions.Where(condition => EndOf(condition) == end).Select(condition => condition is RegionCondition.AtLast
            ? PositionChoice.Last
            : PositionChoice.Within(example => Spans(condition, example).Select(span => span.AsRange)));

    private static EdgeEnd? EndOf(RegionCondition condition) => condition switch
    {
        RegionCondition.At at => at.End,
        RegionCondition.AtLast last => last.End,
        RegionCondition.In part => part.End,
        RegionCondition.Word or RegionCondition.Pieces => EdgeEnd.Key,
        _ => null,
    };

    // Whether a position from one to another, both included, has an edge.
    private bool HasEdge(RegionTerm term, int example, int first, int last)
    {
        bool[] queries = Positions(term, EdgeEnd.Query, example), keys = Positions(term, EdgeEnd.Key, example);
        IndexRange[] distances = [.. term.Conditions.OfType<RegionCondition.Distance>().Select(condition => condition.Back)];
        return Enumerable.Range(first, last + 1 - first).Where(query => queries[query])
            .Any(query => Enumerable.Range(0, query + 1).Any(key => keys[key] && Array.TrueForAll(distances, range => range.Contains(query - key))));
    }

    // Which positions of an example's prompt meet all conditions on one end.
    private bool[] Positions(RegionTerm term, EdgeEnd end, int example)
    {
        bool[] chosen = new bool[data.Examples[example].Ids.Length];
        Array.Fill(chosen, true);
        foreach (RegionCondition condition in term.Conditions.Where(condition => EndOf(condition) == end))
        {
            Span[] spans = [.. Spans(condition, example)];
            for (int position = 0; position < chosen.Length; position++)
            {
                chosen[position] &= Array.Exists(spans, span => span.Start <= position && position < span.End);
            }
        }

        return chosen;
    }

    private IEnumerable<Span> Spans(RegionCondition condition, int example) => condition switch
    {
        RegionCondition.At at => [Within(at.Positions, new Span(0, data.Examples[example].Ids.Length))],
        RegionCondition.AtLast => [new Span(data.Examples[example].Ids.Length - 1, data.Examples[example].Ids.Length)],
        RegionCondition.In part => part.Parts.SelectMany(range => SpansOf(range, data.Examples[example].Spans!)),
        RegionCondition.Word word => new WordSearch(tokenizer()).Whole(word.Text.Trim(), data.Examples[example].Ids),
        RegionCondition.Pieces pieces => new WordSearch(tokenizer()).Pieces(pieces.Text.Trim(), data.Examples[example].Ids),
        _ => [],
    };

    private static IEnumerable<Span> SpansOf(PartRange range, PromptSpans spans)
    {
        IEnumerable<Span> whole = range.Part switch
        {
            PromptPart.Text => [spans.Text],
            PromptPart.Instruction => spans.Instruction,
            PromptPart.Cue => [spans.Cue],
            PromptPart.Demos => spans.Demonstrations.Select(demonstration => demonstration.Whole),
            _ => spans.Demonstrations.Select(demonstration => demonstration.Label),
        };
        return range.Tokens is { } tokens ? whole.Select(span => Within(tokens, span)) : whole;
    }

    // The numbered tokens of a span, as far as it has them.
    private static Span Within(IndexRange tokens, Span span)
    {
        int start = Math.Min(tokens.First, span.Length);
        int end = tokens.Last >= span.Length ? span.Length : tokens.Last + 1;
        return new Span(start, end).Shift(span.Start);
    }
}
