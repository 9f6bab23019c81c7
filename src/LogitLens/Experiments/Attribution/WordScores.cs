using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Attribution;

/// <summary>What the words of a prompt's text add to its score: the sums of their tokens' scores.</summary>
/// <param name="data">The prompts.</param>
/// <param name="tokenizer">Spells their tokens.</param>
internal sealed class WordScores(PromptData data, BytePairTokenizer tokenizer)
{
    private readonly Dictionary<string, PartedPrompt> _prompts = data.Prompts.ToDictionary(prompt => prompt.Id, StringComparer.Ordinal);

    /// <summary>A prompt's text.</summary>
    public string Text(string id) => string.Concat(Tokens(_prompts[id]));

    /// <summary>
    /// The text's different words in its order, with the label that is scored; none where the method's numbers are not sound or the prompt has no text.
    /// A word that a text has twice counts once, by what both add.
    /// </summary>
    public IEnumerable<(string Label, string Word, double Score)> Of(AttributionRecord record, AttributionMethod method)
    {
        PartedPrompt prompt = _prompts[record.Id];
        TokenAttribution own = record.Attributions.First(each => each.Method == method);
        if (!own.IsSound || prompt.Spans is null)
        {
            return [];
        }

        int scored = Array.IndexOf(data.LabelTokens, record.Target.Token);
        string label = scored < 0 ? tokenizer.TokenText(record.Target.Token) : data.Words[scored];
        int[] ranked = [.. prompt.TextPositions];
        return TextWords.Of([.. Tokens(prompt)])
            .GroupBy(word => word.Word)
            .Select(group => (label, group.Key, group.Sum(word => word.Places.Sum(place => own.Scores[ranked[place]] ?? 0))));
    }

    private IEnumerable<string> Tokens(PartedPrompt prompt) => prompt.TextPositions.Select(position => tokenizer.TokenText(prompt.Ids[position]));
}
