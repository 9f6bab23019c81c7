namespace LogitLens.Models;

/// <summary>
/// What a model for classification has in place of an unembedding, as Hugging Face's <c>GPT2ForSequenceClassification</c>: a row for each class
/// (<c>score.weight</c>), read at the last token of a text. Its logits are the classes', and class numbers stand where token ids do elsewhere.
/// </summary>
/// <param name="Labels">The classes' names, in order (<c>id2label</c>).</param>
public sealed record ClassHead(IReadOnlyList<string> Labels)
{
    /// <summary>The wording for a text that nothing is said of: the text alone.</summary>
    public const string PlainText = "{text}";

    /// <summary>The token that batches are padded with elsewhere (<c>pad_token_id</c>); null where there is none. This program masks padding.</summary>
    public int? PadToken { get; init; }

    /// <summary>How a text is put before the model (<c>prompt_template</c>, a field of this program's own).</summary>
    public string Template { get; init; } = PlainText;

    /// <summary>The number of each name.</summary>
    /// <param name="names">The names in the order wanted, in any case.</param>
    /// <exception cref="InputException">The classes are not those.</exception>
    public int[] Order(IReadOnlyList<string> names)
    {
        int[] order =
        [
            .. names.Select(name =>
                Enumerable.Range(0, Labels.Count).Where(k => string.Equals(Labels[k], name, StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty(-1).First()),
        ];
        return order.Length == Labels.Count && !order.Contains(-1)
            ? order
            : throw new InputException(
                $"the model tells apart {string.Join(", ", Labels)}, and the data {string.Join(", ", names)}; they are not the same classes");
    }
}
