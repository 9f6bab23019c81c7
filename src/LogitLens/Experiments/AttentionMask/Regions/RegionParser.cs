
namespace LogitLens.Experiments.AttentionMask;

/// <summary>
/// Reads regions. <c>regions = region {";" region}</c>, <c>region = term {"+" term}</c>, <c>term = "L" indices ".H" indices [":" condition
/// {"," condition}]</c>, <c>indices = "*" | N | N-N</c>; the conditions are listed in <see cref="Condition"/>.
/// </summary>
internal sealed class RegionParser
{
    private const string Conditions =
        "row=, col= (first, last, N or N..N), span=, from= (text, instruction, cue, demos or label), tokens=\"WORD\", pieces=\"TEXT\", distance=, band=";

    private readonly RegionScanner _scanner;

    private RegionParser(string text) => _scanner = new RegionScanner(text);

    /// <summary>Reads regions that are parted by semicolons.</summary>
    /// <exception cref="InputException">The text is none; the message says at which character, and what is expected there.</exception>
    public static IReadOnlyList<Region> Parse(string text)
    {
        RegionParser parser = new(text);
        List<Region> regions = [];
        do
        {
            regions.Add(parser.One());
        }
        while (parser._scanner.Take(';'));
        return parser._scanner.AtEnd
            ? regions
            : throw parser._scanner.Wrong(
                "expected ':' before conditions, ',' before a further one, '+' before a further term, or ';' before a further region");
    }

    private Region One()
    {
        int start = _scanner.Place;
        List<RegionTerm> terms = [];
        do
        {
            terms.Add(Term());
        }
        while (_scanner.Take('+'));
        return new Region(_scanner.Since(start), terms);
    }

    private RegionTerm Term()
    {
        _scanner.Require('L', "a region such as L5.H1, L*.H3 or L0-3.H*:col=first");
        IndexRange? layers = Indices("a layer: *, N or N-N");
        _scanner.Require('.', "'.' and a head, as in L5.H1");
        _scanner.Require('H', "a head, as in L5.H1");
        IndexRange? heads = Indices("a head: *, N or N-N");
        List<RegionCondition> conditions = [];
        while (conditions.Count == 0 ? _scanner.Take(':') : _scanner.Take(',') || _scanner.Take(':'))
        {
            conditions.Add(Condition());
        }

        return new RegionTerm(layers, heads, conditions);
    }

    private IndexRange? Indices(string what)
    {
        if (_scanner.Take('*'))
        {
            return null;
        }

        int first = _scanner.Number(what);
        return _scanner.Take('-') ? Ordered(first, _scanner.Place, _scanner.Number(what)) : new IndexRange(first, first);
    }

    private RegionCondition Condition()
    {
        _scanner.SkipSpace();
        int start = _scanner.Place;
        string name = _scanner.Letters();
        bool known = name is "row" or "rows" or "col" or "cols" or "span" or "from" or "token" or "tokens" or "pieces" or "distance" or "band";
        if (!known)
        {
            throw _scanner.Wrong($"expected a condition: {Conditions}", start);
        }

        _scanner.Require('=', $"'=' after {name}");
        return name switch
        {
            "row" or "rows" => Positions(EdgeEnd.Query),
            "col" or "cols" => Positions(EdgeEnd.Key),
            "span" => new RegionCondition.In(EdgeEnd.Key, Parts()),
            "from" => new RegionCondition.In(EdgeEnd.Query, Parts()),
            "distance" => new RegionCondition.Distance(Range("how many positions back: N or N..N")),
            "band" => new RegionCondition.Distance(new IndexRange(0, _scanner.Number("how many positions back at most"))),
            "pieces" => new RegionCondition.Pieces(_scanner.Quoted()),
            _ => new RegionCondition.Word(_scanner.Quoted()),
        };
    }

    private RegionCondition Positions(EdgeEnd end)
    {
        const string What = "first, last, a position N or positions N..N";
        if (_scanner.IsNumberNext)
        {
            return new RegionCondition.At(end, Range(What));
        }

        int start = _scanner.Place;
        return _scanner.Letters() switch
        {
            "first" => new RegionCondition.At(end, new IndexRange(0, 0)),
            "last" => new RegionCondition.AtLast(end),
            _ => throw _scanner.Wrong($"expected {What}", start),
        };
    }

    private List<PartRange> Parts()
    {
        List<PartRange> parts = [];
        do
        {
            _scanner.SkipSpace();
            int start = _scanner.Place;
            if (!Enum.TryParse(_scanner.Letters(), ignoreCase: true, out PromptPart part))
            {
                throw _scanner.Wrong("expected a part of the prompt: text, instruction, cue, demos or label", start);
            }

            IndexRange? tokens = null;
            if (_scanner.Take('['))
            {
                tokens = Range("a token's number in the part, from 0");
                _scanner.Require(']', "']'");
            }

            parts.Add(new PartRange(part, tokens));
        }
        while (_scanner.Take('|'));
        return parts;
    }

    private IndexRange Range(string what)
    {
        int first = _scanner.Number(what);
        if (!_scanner.TakeDots())
        {
            return new IndexRange(first, first);
        }

        return !_scanner.IsNumberNext ? new IndexRange(first, int.MaxValue) : Ordered(first, _scanner.Place, _scanner.Number(what));
    }

    private IndexRange Ordered(int first, int place, int last) =>
        first <= last ? new IndexRange(first, last) : throw _scanner.Wrong($"the range ends before it begins, at {first}", place);
}
