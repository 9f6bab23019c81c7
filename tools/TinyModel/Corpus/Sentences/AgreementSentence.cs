namespace TinyModel.Corpus.Sentences;

/// <summary>
/// A sentence with a verb that must agree with its subject, and the same verb in the other number.
/// </summary>
internal sealed record AgreementSentence(AgreementPattern Pattern, string Prefix, string Verb, string WrongVerb, string Rest)
{
    /// <summary>The sentence that agrees.</summary>
    public string Good => $"{Prefix} {Verb}{Rest}";

    /// <summary>The sentence that does not.</summary>
    public string Bad => $"{Prefix} {WrongVerb}{Rest}";
}

/// <summary>What stands between the subject and its verb.</summary>
public enum AgreementPattern
{
    /// <summary>Nothing, or an adverb.</summary>
    Simple,

    /// <summary>A prepositional phrase with another noun.</summary>
    PrepositionalPhrase,

    /// <summary>A relative clause with another noun.</summary>
    RelativeClause,
}
